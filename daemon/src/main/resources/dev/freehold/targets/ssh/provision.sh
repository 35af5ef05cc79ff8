[ -f "$root/server.json" ] || fail not-set-up
[ -w "$root" ] || fail not-writable "$root"
if command -v pgrep >/dev/null 2>&1 && ! pgrep -x "$webserver" >/dev/null; then
  fail web-server "$webserver does not run."
fi
grep -qsxF "$import" "$config" || fail web-server "$config does not include them any more."
mkdir -p "$site/blobs" "$site/releases" "$site/staged" "$site/views" "$site/incoming"
