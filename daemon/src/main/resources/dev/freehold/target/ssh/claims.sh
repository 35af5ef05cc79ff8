# Whether another site answers at this address already. Reads only.
for other in "$root"/web/*.caddy; do
  case $other in "$web.caddy" | "$web.staged.caddy") continue ;; esac
  if [ -f "$other" ] && grep -qxF "$address {" "$other"; then
    fail address-taken "$(basename "$other" .caddy)"
  fi
done
