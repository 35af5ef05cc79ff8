# Takes the site from the server: first nobody is led to it, then nothing of it runs, then its files go.
# Its folder goes last, so as long as it is there, something may be left to do.
[ -d "$site" ] || exit 0
lock
cd "$site"
case $webserver in
caddy)
  # told each time: it may not have been before an interruption
  rm -f "$web.caddy" "$web.staged.caddy"
  reload "$web.caddy" || fail web-server "$(complaint)"
  ;;
nginx)
  # without any rules in its file, nginx does not know the site
  for rules in "$web.nginx" "$web.staged.nginx"; do
    [ -f "$rules" ] || continue
    rm -f "$rules.new"
    : >"$rules.new"
    mv -f "$rules.new" "$rules"
    reload "$rules" || fail web-server "$(complaint)"
    rm -f "$rules"
  done
  ;;
esac
sync "${web%/*}"
rm -rf staged current
stop_unused
if [ -d "$places/${prefix%.}" ]; then
  said=$(service forget "${prefix%.}" 2>&1) || fail service-manager "$said"
fi
cd "$root"
rm -rf "$site"
rmdir "${site%/*}" 2>/dev/null || :
