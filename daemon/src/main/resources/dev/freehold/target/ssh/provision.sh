[ -f "$root/server.json" ] || fail not-set-up
[ -w "$root" ] || fail not-writable "$root"
if command -v pgrep >/dev/null 2>&1 && ! pgrep -x caddy >/dev/null; then
  fail web-server 'Caddy does not run.'
fi
grep -qxF "$import" "$config" || fail web-server "$config does not include them any more."
mkdir -p "$site/blobs" "$site/releases" "$site/staged" "$site/views" "$site/incoming"
