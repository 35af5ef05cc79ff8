# What was deployed here, from whatever machine: for each site its pointer, its switches, and the
# files and variables of what is kept. Reads only.
for current in "$root"/*/*/current/pointer.json; do
  [ -f "$current" ] || continue
  folder=${current%/current/pointer.json}
  printf 'site %s\n' "${folder#"$root"/}"
  sed 's/^/pointer /' "$current"
  sed 's/^/switch /' "$folder/history.jsonl" 2>/dev/null || :
  for file in "$folder"/releases/*.json; do
    [ ! -f "$file" ] || printf 'artifact %s\n' "$(cat "$file")"
  done
  for file in "$folder"/settings/*.json; do
    [ ! -f "$file" ] || printf 'settings %s %s\n' "$(basename "$file" .json)" "$(cat "$file")"
  done
done
