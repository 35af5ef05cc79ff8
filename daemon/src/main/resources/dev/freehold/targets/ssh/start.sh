# Starts the servers of a staged release and waits until they answer, or tells of one that does not:
# why, and what it printed last.
give_up() {
  printf '%s %s\n' "$1" "$name"
  service log "$name" 20 0 | cut -d ' ' -f 2-
  for pair in $instances; do
    serving | grep -qxF "${pair#*=}" || service stop "${pair#*=}" || :
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
