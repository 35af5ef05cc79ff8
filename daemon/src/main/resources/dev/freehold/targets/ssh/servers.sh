# How the servers of what is live are: a line each with name and state, then one per failure.
# Reads only.
printf 'now %s\n' "$(date +%s)"
for name in $(cat "$site/current/instances" 2>/dev/null); do
  port=$(printf ':%04X' "$(cat "$root/services/$name/port")")
  answers=$(awk -v port="$port" '$4 == "0A" && index($2, port) { print "ready"; exit }' /proc/net/tcp /proc/net/tcp6 2>/dev/null)
  service state "$name" | sed "1s/.*/server ${name##*.} & $answers/; 2,\$s/^/failure /"
done
