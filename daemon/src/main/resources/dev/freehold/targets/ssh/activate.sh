[ -d "$site" ] || fail release-missing
lock
cd "$site"
now=0
[ -L current ] && now=$(basename "$(readlink current)")
if [ "$now" != 0 ] && [ "$(cat current/by)" = "$by" ]; then
  # it was switched before; the web server may not have been told
  view=views/$now
else
  [ "$now" = "$expected" ] || fail conflict "$now"
  if [ "$now" != 0 ] && [ "$(sha256sum <current/pointer.json | cut -c 1-64)" != "$seen" ]; then
    # pruned meanwhile: what is kept is not what the other side has written down
    echo again
    exit 0
  fi
  [ -f "releases/$release.json" ] || fail release-missing
  view=views/$((now + 1))
  rm -rf "$view"
  mkdir "$view"
  unpack "$view"
  connect "$view"
  name_ports "$view/rules"
  ln -s "../../releases/$release/public" "$view/public"
  ln -s "../../releases/$release/hashed" "$view/hashed"
  ln -s "../../releases/$release/brotli" "$view/brotli"
  mkdir "$view/older"
  number=1
  rest=
  for older in $olders; do
    if [ "$number" -lt "$places" ]; then
      ln -s "../../../releases/$older/hashed" "$view/older/$number"
      number=$((number + 1))
    else
      rest="$older $rest"
    fi
  done
  # the web server looks in so many places only, so the last one has the files of all the others;
  # where two have the same name, that of the newer release is brought last
  mkdir "$view/older/$places"
  for older in $rest; do
    [ ! -d "releases/$older/hashed" ] || cp -Rlf "releases/$older/hashed/." "$view/older/$places"
  done
  # Browsers keep a service worker whose address is gone, however old it is.
  mkdir "$view/retired"
  if [ -d current/retired ]; then cp -R current/retired/. "$view/retired"; fi
  for older in $olders; do
    [ -d "releases/$older/public" ] || continue
    (
      cd "releases/$older/public"
      find . -type f \( -iname 'sw.js' -o -iname 'sw.mjs' -o -iname '*[-_.]sw.js' -o -iname '*[-_.]sw.mjs' \
        -o -iname 'sw[-_.]*.js' -o -iname 'sw[-_.]*.mjs' -o -iname '*service[-_]worker*.js' \
        -o -iname '*service[-_]worker*.mjs' -o -iname '*serviceworker*.js' -o -iname '*serviceworker*.mjs' \
        -o -iname 'ngsw-worker.js' -o -iname 'OneSignalSDK*Worker.js' \)
    ) | while IFS= read -r worker; do
      mkdir -p "$view/retired/$(dirname "$worker")"
      cp -f "$view/retired.js" "$view/retired/$worker"
    done
  done
fi
# what a name leads to is on the disk before the name, and the name before anything is told or ended
sync -f "$view"

rules=$(rules_of "$view/rules")
if cmp -s "$view/rules" "$web.$webserver" && [ "$(cat loaded 2>/dev/null || :)" = "$rules" ]; then
  point "$view" current
  point current "web-$rules"
else
  # The web server goes from the old rules with the old files to the new ones with the new, so
  # each stands still while it changes over.
  for link in web-*; do
    if [ -L "$link" ] && [ "$now" != 0 ]; then point "views/$now" "$link"; fi
  done
  point "$view" "web-$rules"
  rm -f loaded
  if ! install_rules "$view/rules" "$web.$webserver"; then
    for link in web-*; do
      if [ "$now" != 0 ]; then point current "$link"; else rm -f "$link"; fi
    done
    [ "$view" = "views/$now" ] || rm -rf "$view"
    fail web-server "$(complaint)"
  fi
  point "$view" current
  point current "web-$rules"
  # requests that began by the old rules end by them: their link is removed when releases are pruned
  printf '%s\n' "$rules" >loaded
fi
# by this another machine knows the site; what was switched again has written it already
if [ "$(tail -n 1 history.jsonl 2>/dev/null)" != "$(cat current/record.json)" ]; then
  cat current/record.json >>history.jsonl
fi
sync . history.jsonl
stop_unused
cat current/pointer.json
