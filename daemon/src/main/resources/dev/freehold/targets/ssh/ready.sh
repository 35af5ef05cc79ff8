# Whether the servers of what is staged as $name run and answer. Reads only.
for instance in $(cat "$site/staged/$name/instances" 2>/dev/null); do
  [ "$(service state "$instance" | sed -n 1p)" = running ] || exit 0
  case $(ask "$(cat "$root/services/$instance/port")" "$(cat "$root/services/$instance/health")") in
  [1-4][0-9][0-9]) ;;
  *) exit 0 ;;
  esac
done
echo ready
