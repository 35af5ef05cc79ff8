# Nothing counts before its bytes have the hash that is their name.
folder=$site/incoming/$key
[ -d "$site/incoming" ] || fail not-provisioned
rm -rf "$folder"
mkdir "$folder"
unpack "$folder" || fail cut
cd "$folder"
[ "$(ls | wc -l)" -eq "$count" ] || fail cut
ls | sed 's/.*/&  &/' | sha256sum --check --quiet >/dev/null 2>&1 || fail damaged
lock
sync -f .
find . -type f -exec mv -f -t "$site/blobs" {} +
sync "$site/blobs"
# stays until the files are in a release: they must not be pruned meanwhile
touch "$site/incoming/$key/claim"
