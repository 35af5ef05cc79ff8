# Runs on the server, in front of each of the scripts beside it. Debian's sh; no bash.
set -eu
umask 022
export LC_ALL=C
trap '' HUP

# $1 a word that Freehold knows, $2 what it says about it
fail() {
  printf 'freehold-failed %s %s\n' "$1" "${2-}" >&2
  exit 9
}

# Holds the site until the script ends.
lock() {
  [ -d "$site" ] || fail not-provisioned
  exec 9>>"$site/lock" || fail not-writable "$site"
  flock -w 30 9 || fail busy "$(cat "$site/holder" 2>/dev/null || :)"
  printf '%s\n' "$who" >"$site/holder"
}

# Reads a compressed archive into the folder $1; an empty line of input is none.
unpack() {
  $unpacker | tar -x -f - -C "$1"
}

# Makes the link $2 point to $1, in one step for whoever reads it.
point() {
  rm -f "$2.new"
  ln -s "$1" "$2.new"
  mv -T "$2.new" "$2"
}

# The web server reads its configuration; what is open goes on as it began.
reload() {
  caddy reload --config "$config" --adapter caddyfile --force >"$site/reload.log" 2>&1
}

# Puts the file $1 in the place of $2 for the web server, or nothing when it refuses.
install_rules() {
  if [ -f "$2" ]; then cp -p "$2" "$site/rules.before"; else rm -f "$site/rules.before"; fi
  cp "$1" "$2.new"
  mv "$2.new" "$2"
  if ! reload; then
    if [ -f "$site/rules.before" ]; then mv "$site/rules.before" "$2"; else rm -f "$2"; fi
    return 1
  fi
  rm -f "$site/rules.before"
}

complaint() {
  tail -n 3 "$site/reload.log" | tr '\n' ' '
}
