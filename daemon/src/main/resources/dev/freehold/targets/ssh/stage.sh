lock
cd "$site"
rm -rf unpacked
mkdir unpacked
# links to blobs are relative to the site's folder, so it is unpacked here
unpack . || fail incomplete
if ! (cd blobs && sha256sum --check --quiet ../unpacked/sums >/dev/null 2>&1); then
  (cd blobs && sha256sum --check ../unpacked/sums 2>/dev/null || :) | sed -n 's/: FAILED.*$//p' |
    while read -r name; do rm -f "blobs/$name"; done
  rm -rf "releases/$release" "releases/$release.json"
  fail damaged
fi
if [ ! -f "releases/$release.json" ]; then
  rm -rf "releases/$release"
  mv unpacked/files "releases/$release"
  sync -f releases
  mv unpacked/release.json "releases/$release.json"
fi
# the same files with other places in them that the servers may write to
if [ -n "$keeping" ] && [ ! -d "releases/$release/$keeping" ]; then
  mv unpacked/keeping "releases/$release/$keeping"
fi
view=unpacked/view
ln -s "../../releases/$release/public" "$view/public"
ln -s "../../releases/$release/hashed" "$view/hashed"
ln -s "../../releases/$release/brotli" "$view/brotli"
for other in staged/*/; do
  [ "$other" = "staged/$name/" ] || rm -rf "$other"
done
if [ -f unpacked/settings.json ]; then
  mkdir -p settings
  mv -f unpacked/settings.json "settings/$settings.json"
fi
settle unpacked/services
connect "$view"
name_ports "$view/rules"
sync -f "$view"
rm -rf "staged/$name"
mv "$view" "staged/$name"
sync releases staged
rm -rf unpacked "incoming/$key"
rules=$(rules_of "staged/$name/rules")
if ! cmp -s "staged/$name/rules" "$web.staged.$webserver" || [ "$(cat staged.loaded 2>/dev/null)" != "$rules" ]; then
  install_rules "staged/$name/rules" "$web.staged.$webserver" || fail web-server "$(complaint)"
  printf '%s\n' "$rules" >staged.loaded
fi
stop_unused
