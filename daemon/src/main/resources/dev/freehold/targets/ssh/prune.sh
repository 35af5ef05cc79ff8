# First the names, then the bytes.
lock
cd "$site"
now=0
[ -L current ] && now=$(basename "$(readlink current)")
[ "$now" = "$expected" ] || fail conflict "$now"
if [ "$now" != 0 ]; then
  unpack current
  sync current/pointer.json.new
  mv current/pointer.json.new current/pointer.json
  sync current/
fi
# what requests that have just begun still look at
for view in views/*; do
  case $view in "views/$now" | "views/$((now - 1))") ;; *) rm -rf "$view" ;; esac
done
if [ -f loaded ]; then
  find . -maxdepth 1 -name 'web-*' ! -name "web-$(cat loaded)" -mmin +1 -delete
fi
for path in staged/*/; do
  case " $kept " in *" $(cat "$path/release" 2>/dev/null || :) "*) ;; *) rm -rf "$path" ;; esac
done
stop_unused
for path in releases/*.json; do
  [ -f "$path" ] || continue
  release=$(basename "$path" .json)
  case " $kept " in *" $release "*) ;; *) rm -rf "$path" "releases/$release" ;; esac
done
for path in releases/*/; do
  [ -f "${path%/}.json" ] || rm -rf "$path"
done
# variables of what can't go live again; a record names its release before its settings
for file in settings/*.json; do
  [ -f "$file" ] || continue
  found=
  for release in $kept; do
    if grep -qs "\"id\":\"${release#*-}.*\"id\":\"$(basename "$file" .json)\"" history.jsonl; then found=1; fi
  done
  [ -n "$found" ] || rm -f "$file"
done
for link in current/older/*; do
  if [ -L "$link" ] && [ ! -e "$link" ]; then rm -f "$link"; fi
done
# an upload under way has brought what no release has yet
find incoming -mindepth 1 -maxdepth 1 -mmin +60 -exec rm -rf {} +
[ -n "$(ls incoming)" ] || find blobs -type f -links 1 -delete
