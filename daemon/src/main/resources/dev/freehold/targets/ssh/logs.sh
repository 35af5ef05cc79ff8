# What the servers of this site printed: name, microseconds since 1970, text. Reads only.
for home in "$root/services/$prefix"*; do
  [ -d "$home" ] || continue
  service log "${home##*/}" "$limit" "$after" | sed "s/^/${home##*/} /"
done
