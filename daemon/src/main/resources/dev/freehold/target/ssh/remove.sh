# As root: what setting up made, and nothing else.
[ -f "$config" ] && sed -i "\\|^$import\$|d" "$config"
rm -rf "$root"
if [ "$installed" = true ]; then
  DEBIAN_FRONTEND=noninteractive apt-get purge -y caddy >/dev/null 2>&1 </dev/null || fail packages caddy
elif command -v caddy >/dev/null 2>&1 && pgrep -x caddy >/dev/null; then
  caddy reload --config "$config" --adapter caddyfile --force >/dev/null 2>&1 || fail web-server 'caddy reload failed'
fi
