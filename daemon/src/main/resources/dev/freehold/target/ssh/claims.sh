# Whether another site answers at this address already. Reads only.
for other in "$root"/web/*."$webserver"; do
  case $other in "$web.$webserver" | "$web.staged.$webserver") continue ;; esac
  if [ -f "$other" ] && grep -qxF "# answers at $address" "$other"; then
    fail address-taken "$(basename "$other" ".$webserver")"
  fi
done
