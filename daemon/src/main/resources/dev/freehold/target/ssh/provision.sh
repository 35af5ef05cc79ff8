[ -f "$root/server.json" ] || fail not-set-up
[ -w "$root" ] || fail not-writable "$root"
mkdir -p "$site/blobs" "$site/releases" "$site/staged" "$site/views" "$site/incoming"
