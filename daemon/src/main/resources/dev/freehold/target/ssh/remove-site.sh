# Takes the site from the server: first nobody is led to it, then nothing of it runs, then its files go.
# Its folder goes last, so as long as it is there, something may be left to do.
[ -d "$site" ] || exit 0
lock
cd "$site"
# without any rules in its file, the web server does not know the site
for rules in "$web.$webserver" "$web.staged.$webserver"; do
  [ -f "$rules" ] || continue
  rm -f "$rules.new"
  : >"$rules.new"
  mv -f "$rules.new" "$rules"
  reload "$rules" || fail web-server "$(complaint)"
  rm -f "$rules"
done
rm -rf staged current
stop_unused
cd "$root"
rm -rf "$site"
rmdir "${site%/*}" 2>/dev/null || :
