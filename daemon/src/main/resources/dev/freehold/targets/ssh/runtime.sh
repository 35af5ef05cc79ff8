# Brings a program for servers of apps, which has to run here.
folder=$root/runtimes/$name
mkdir -p "$root/runtimes"
rm -rf "$folder.$key"
mkdir "$folder.$key"
unpack "$folder.$key" || fail cut
printf '%s  %s\n' "$sum" "$folder.$key/$program" | sha256sum --check --quiet >/dev/null 2>&1 || fail damaged
said=$("$folder.$key/$program" --version 2>&1) || {
  rm -rf "$folder.$key"
  fail runtime "$(printf '%s' "$said" | tail -n 1)"
}
sync -f "$folder.$key"
[ -d "$folder" ] || mv -T "$folder.$key" "$folder"
sync "$root/runtimes"
rm -rf "$folder.$key"
