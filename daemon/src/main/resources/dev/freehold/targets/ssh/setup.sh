# As root. Everything may be done again.

# What is at work from now on.
at() {
  printf 'at %s\n' "$1"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [ "$webserver" = caddy ] && ! command -v caddy >/dev/null 2>&1; then
  at packages
  # a Caddyfile that is there already stays
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    -o Dpkg::Options::=--force-confold caddy; } >"$log" 2>&1 </dev/null ||
    fail packages "caddy: $(grep -m 1 '^E: ' "$log" || tail -n 1 "$log")"
  details=$details_installed
fi
at folder
mkdir -p "$root/web" "$root/services"
at services
mkdir -p /usr/local/lib/freehold
printf '%s' "$service" >/usr/local/lib/freehold/service
printf '%s' "$supervise" >/usr/local/lib/freehold/supervise
chmod 755 /usr/local/lib/freehold/service /usr/local/lib/freehold/supervise
mkdir -p /etc/systemd/system
printf '%s' "$unit" >/etc/systemd/system/freehold@.service
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || fail web-server 'systemctl could not read its units anew'
fi
# those that an earlier version of it started find their variables where this one looks
for home in "$root"/services/*/; do
  name=$(basename "$home")
  if [ -d "$home" ] && [ "$(/usr/local/lib/freehold/service state "$name" | sed -n 1p)" = running ]; then
    said=$(/usr/local/lib/freehold/service start "$name" 2>&1) || fail service-manager "$said"
  fi
done
if [ "$owner" != root ]; then
  printf '%s ALL=(root) NOPASSWD: /usr/local/lib/freehold/service\n' "$owner" >/usr/local/lib/freehold/sudoers
  visudo -cf /usr/local/lib/freehold/sudoers >/dev/null 2>&1 || fail sudoers "$owner"
  chmod 440 /usr/local/lib/freehold/sudoers
  mv /usr/local/lib/freehold/sudoers /etc/sudoers.d/freehold
fi
printf '%s\n' "$details" >"$root/server.json"
chown -R "$owner" "$root"
at rules
number=1
for file in $files; do
  mkdir -p "$(dirname "$file")"
  eval "printf '%s' \"\$file_$number\"" >"$file"
  number=$((number + 1))
done

at config
if [ "$webserver" = nginx ]; then
  mkdir -p /etc/nginx/freehold "$root/acme"
  {
    echo '# Written by Freehold: who answers for names, and whose certificates count.'
    echo "resolver $(awk '$1 == "nameserver" { print ($2 ~ /:/ ? "[" $2 "]" : $2) }' /etc/resolv.conf | tr '\n' ' ') valid=30s;" | grep -v 'resolver  valid' || :
    if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
      printf 'proxy_ssl_verify on;\nproxy_ssl_verify_depth 5;\nproxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;\n'
    fi
  } >/usr/local/lib/freehold/nginx/upstream
  nginx -T >"$log" 2>&1 && grep -qF "# configuration file $config:" "$log" || {
    problem=$(grep '\[emerg\]' "$log" | tail -n 1)
    rm -f "$config"
    fail web-server "${problem:-/etc/nginx/nginx.conf does not include conf.d/*.conf in its http block}"
  }
  /usr/local/lib/freehold/service certificates >"$log" 2>&1 || fail web-server "$(tail -n 1 "$log")"
  exit 0
fi

mkdir -p "$(dirname "$config")"
touch "$config"
if ! grep -qxF "$import" "$config"; then
  printf '\n%s\n' "$import" >>"$config"
fi
caddy adapt --config "$config" --adapter caddyfile >/dev/null 2>"$log" || {
  sed -i "\\|^$import\$|d" "$config"
  fail web-server "$(tail -n 1 "$log")"
}
at start
if [ -d /run/systemd/system ]; then
  systemctl enable --now caddy >/dev/null 2>&1 && systemctl reload caddy >/dev/null 2>&1 ||
    fail web-server "caddy: $(journalctl --unit caddy --lines 1 --output cat --quiet)"
elif pgrep -x caddy >/dev/null; then
  caddy reload --config "$config" --adapter caddyfile --force >"$log" 2>&1 || fail web-server "$(tail -n 1 "$log")"
else
  cd /
  caddy start --config "$config" --adapter caddyfile >/dev/null 2>&1 </dev/null ||
    fail web-server "$(caddy start --config "$config" --adapter caddyfile 2>&1 </dev/null | grep -v '"level":"info"' | tail -n 2 | tr '\n' ' ')"
fi
