# Starts the servers of a staged release and waits until they answer, or tells of one that does not:
# why, and what it printed last.
ask() {
  # a program of somebody else at this port is not the app
  user=$(awk -v port="$(printf ':%04X' "$1")" '$4 == "0A" && index($2, port) { print $8; exit }' /proc/net/tcp /proc/net/tcp6 2>/dev/null)
  [ "${user:-0}" -ge 61184 ] || return 0
  bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 0
    printf "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" "$2" "$3" >&3
    read -r -t 10 _ status _ <&3; printf "%s" "$status"' ask "$1" "$2" "$host" 2>/dev/null || :
}

give_up() {
  printf '%s %s\n' "$1" "$name"
  service log "$name" 20 0 | cut -d ' ' -f 2-
  for pair in $instances; do
    grep -qsxF "${pair#*=}" "$site"/views/*/instances || service stop "${pair#*=}" || :
  done
  exit 0
}

for pair in $instances; do
  home=$root/services/${pair#*=}
  service state "${pair#*=}" | sed -n '1{/stopped/q};1d;p' | wc -l >"$home/failures.before"
  said=$(service start "${pair#*=}" 2>&1) || fail service-manager "$said"
done
deadline=$(($(date +%s) + patience))
for pair in $instances; do
  name=${pair#*=}
  port=$(cat "$root/services/$name/port")
  path=$(cat "$root/services/$name/health")
  polls=0
  while :; do
    status=$(ask "$port" "$path")
    case $status in
    [1-4][0-9][0-9]) break ;;
    5[0-9][0-9]) sleep 1 ;;
    *) sleep 0.025 ;;
    esac
    polls=$((polls + 1))
    if [ $((polls % 10)) = 0 ]; then
      failures=$(service state "$name" | sed 1d)
      if [ "$(printf '%s\n' "$failures" | grep -c .)" -ge $(($(cat "$root/services/$name/failures.before") + 2)) ]; then
        give_up "ended:$(printf '%s\n' "$failures" | tail -n 1 | cut -d ' ' -f 2)"
      fi
    fi
    if [ "$(date +%s)" -gt "$deadline" ]; then
      give_up "$([ -n "$status" ] && echo failing || echo silent)"
    fi
  done
done
echo ready
