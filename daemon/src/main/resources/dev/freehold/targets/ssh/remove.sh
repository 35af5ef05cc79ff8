# As root: what setting up made, and nothing else.
case $webserver in
caddy) [ ! -f "$config" ] || sed -i "\\|^$import\$|d" "$config" ;;
nginx) rm -rf "$config" /etc/nginx/freehold ;;
esac
for home in "$root"/services/*/; do
  [ -d "$home" ] || continue
  /usr/local/lib/freehold/service stop "$(basename "$home")" || fail service-manager "it could not stop $(basename "$home")"
done
for each in "$places"/*/; do
  [ -d "$each" ] || continue
  said=$(/usr/local/lib/freehold/service forget "$(basename "$each")" 2>&1) || fail service-manager "$said"
done
rm -rf "$places" "$root" /usr/local/lib/freehold /etc/systemd/system/freehold@.service /etc/sudoers.d/freehold /var/log/freehold \
  /var/lib/freehold
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || fail service-manager 'it could not read its units anew'
fi
if [ "$installed" = true ]; then
  # systemd stops it by itself
  [ -d /run/systemd/system ] || pkill -x caddy || :
  DEBIAN_FRONTEND=noninteractive apt-get purge -y caddy >/dev/null 2>&1 </dev/null || fail packages "caddy: it could not be removed"
elif [ "$webserver" = nginx ]; then
  if pgrep -x nginx >/dev/null; then nginx -s reload 2>/dev/null || fail web-server 'nginx could not be told to read its configuration'; fi
elif command -v caddy >/dev/null 2>&1 && pgrep -x caddy >/dev/null; then
  caddy reload --config "$config" --adapter caddyfile --force >/dev/null 2>&1 || fail web-server 'caddy reload failed'
fi
