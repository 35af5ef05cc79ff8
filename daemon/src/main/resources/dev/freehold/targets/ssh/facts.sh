# What kind of machine this is. Reads only.
say() { printf '%s=%s\n' "$1" "$2"; }
has() { command -v "$1" >/dev/null 2>&1; }
release() { (. /etc/os-release 2>/dev/null && eval "printf '%s' \"\${$1-}\"") || :; }
place() { for folder in "$root" /srv /; do if [ -d "$folder" ]; then echo "$folder" && return; fi; done; }
say user "$(id -un)"
say arch "$(uname -m)"
say system "$(release PRETTY_NAME)"
say family "$(release ID) $(release ID_LIKE)"
say root "$(if [ "$(id -u)" = 0 ]; then echo self; elif has sudo && sudo -n true 2>/dev/null; then echo sudo; else echo no; fi)"
say time "$(date +%s)"
say load "$(cut -d ' ' -f 1 /proc/loadavg)"
say processors "$(nproc)"
say memory "$(awk '/^MemTotal/ { total = $2 } /^MemAvailable/ { free = $2 } END { printf "%d %d", free * 1024, total * 1024 }' /proc/meminfo)"
say disk "$(df -Pk "$(place)" | awk 'NR == 2 { printf "%d %d", $4 * 1024, $2 * 1024 }')"
say missing "$(for tool in tar gzip sha256sum flock; do has "$tool" || printf '%s ' "$tool"; done)"
say zstd "$(if has zstd; then echo true; else echo false; fi)"
say caddy "$(if has caddy; then caddy version 2>/dev/null | cut -d ' ' -f 1; fi)"
say nginx "$(if has nginx; then nginx -v 2>&1 | sed -n 's|.*nginx/\([0-9.]*\).*|\1|p'; fi)"
say running "$(for name in caddy nginx apache2; do if pgrep -x "$name" >/dev/null 2>&1; then printf '%s ' "$name"; fi; done)"
say ports "$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk '$4 == "0A" { sub(/.*:/, "", $2); printf "%s ", $2 }')"
say writable "$(if [ -w "$root" ]; then echo true; else echo false; fi)"
imported() { if grep -qsxF "$1" "$2"; then echo true; else echo false; fi; }
shared() { if ls $1 >/dev/null 2>&1; then cat $1 | sha256sum | cut -c 1-64; fi; }
say caddy.imported "$(imported "$caddy_import" "$caddy_config")"
say caddy.shared "$(shared "$caddy_files")"
say nginx.imported "$(imported "$nginx_import" "$nginx_config")"
say nginx.shared "$(shared "$nginx_files")"
say details "$(if [ -f "$root/server.json" ]; then tr -d '\n' <"$root/server.json"; fi)"
say sites "$(if [ -d "$root/web" ]; then ls "$root/web" | sed -n 's/\.\(caddy\|nginx\)$//p' | grep -v '\.staged$' | tr '\n' ' '; fi)"
say kept "$(ls "$places" 2>/dev/null | tr '\n' ' ')"
say services "$(cat /usr/local/lib/freehold/service /usr/local/lib/freehold/supervise /etc/systemd/system/freehold@.service 2>/dev/null | sha256sum | cut -c 1-64)"
