# Whether another site answers at one of these addresses already. Reads only.
for other in "$root"/web/*."$webserver"; do
  case $other in "$web.$webserver" | "$web.staged.$webserver") continue ;; esac
  for address in $addresses; do
    if [ -f "$other" ] && grep -qxF "# answers at $address" "$other"; then
      fail address-taken "$(basename "$other" ".$webserver") answers at $address"
    fi
  done
done
