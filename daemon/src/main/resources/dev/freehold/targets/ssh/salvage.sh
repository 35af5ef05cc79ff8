# What an upload that was cut had brought completely.
lock
cd "$site/incoming"
sync -f .
for folder in */; do
  [ -d "$folder" ] || continue
  cd "$folder"
  ls | sed 's/.*/&  &/' | sha256sum --check 2>/dev/null | sed -n 's/: OK$//p' |
    while read -r name; do mv -f "$name" "$site/blobs/$name"; done
  cd ..
  sync "$site/blobs"
  rm -rf "$folder"
done
