# Runs on the server, in front of each of the scripts beside it. Debian's sh; no bash.
set -eu
umask 022
export LC_ALL=C
# where web servers are, and where users of Debian do not look
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
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

# The web server reads the rules in $1; what is open goes on as it began.
reload() {
  case $webserver in
  caddy) caddy reload --config "$config" --adapter caddyfile --force ;;
  nginx) service rules "$(basename "$1" .nginx)" <"$1" ;;
  esac >"$site/reload.log" 2>&1
}

# The id of the rules in $1.
rules_of() {
  sed -n '1s/^# rules //p' "$1"
}

# Lines of the rules $1 that are for a port are there for each port of the site. So a web server that
# can't look ports up knows all that a switch may lead to.
name_ports() {
  grep -q '@PORT' "$1" || return 0
  awk -v ports="$(tr '\n' ' ' <ports)" '
    BEGIN { count = split(ports, port); for (i = 1; i <= count; i++) all = all "-" port[i] }
    { gsub(/@PORTS@/, all) }
    /@PORT@/ { for (i = 1; i <= count; i++) { line = $0; gsub(/@PORT@/, port[i], line); print line }; next }
    { print }' "$1" >"$1.named"
  mv "$1.named" "$1"
}

# Puts the file $1 in the place of $2 for the web server, or nothing when it refuses.
install_rules() {
  if [ -f "$2" ]; then cp -p "$2" "$site/rules.before"; else rm -f "$site/rules.before"; fi
  cp "$1" "$2.new"
  sync "$2.new"
  mv "$2.new" "$2"
  sync "${2%/*}"
  if ! reload "$2"; then
    if [ -f "$site/rules.before" ]; then mv "$site/rules.before" "$2"; else rm -f "$2"; fi
    return 1
  fi
  rm -f "$site/rules.before"
}

complaint() {
  grep -v '"level":"info"' "$site/reload.log" | tail -n 3 | tr '\n' ' '
}

# The status with which the server at the port $1 answers for the path $2, or nothing.
ask() {
  # a program of somebody else at this port is not the app
  user=$(awk -v port="$(printf ':%04X' "$1")" '$4 == "0A" && index($2, port) { print $8; exit }' /proc/net/tcp /proc/net/tcp6 2>/dev/null)
  [ "${user:-0}" -ge 61184 ] || return 0
  bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 0
    printf "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" "$2" "$3" >&3
    read -r -t 10 _ status _ <&3; printf "%s" "$status"' ask "$1" "$2" "$host" 2>/dev/null || :
}

# What only root may do with the servers of apps.
service() {
  if [ "$(id -u)" = 0 ]; then /usr/local/lib/freehold/service "$@"; else sudo -n /usr/local/lib/freehold/service "$@"; fi
}

# Puts the files of each server in $instances (web=NAME api=NAME) from the folder $1 in place, with
# a port that nobody else has.
settle() {
  [ -n "$instances" ] || return 0
  exec 8>>"$root/services/lock" || fail not-set-up
  flock -w 30 8 || fail busy "$(cat "$site/holder" 2>/dev/null || :)"
  for pair in $instances; do
    new=$1/${pair%%=*} home=$root/services/${pair#*=}
    port=$(cat "$home/port" 2>/dev/null || site_port)
    printf 'PORT="%s"\n' "$port" >>"$new/env"
    mkdir -p "$home"
    mv -f "$new/start" "$new/env" "$new/health" "$new/listen.cjs" "$home/"
    [ ! -f "$new/kept" ] || mv -f "$new/kept" "$home/"
    [ -f "$home/port" ] || printf '%s\n' "$port" >"$home/port"
  done
  exec 8>&-
}

listening() {
  awk '$4 == "0A" { sub(/.*:/, "", $2); printf "%s ", $2 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# Whether somebody listens at the port $1.
taken() {
  [ "${listening#*"$(printf %04X "$1")"}" != "$listening" ]
}

# One that the site keeps and that none of its servers has. It keeps four more when there is none:
# for what is live, what was before, what is staged, and what was.
site_port() {
  listening=$(listening)
  for port in $(cat "$site/ports" 2>/dev/null); do
    if ! taken "$port" && ! grep -qsx "$port" "$root"/services/*/port; then
      echo "$port"
      return
    fi
  done
  kept=
  for _ in 1 2 3 4; do
    kept="$kept $(free_port)" || return
  done
  printf '%s\n' $kept >>"$site/ports"
  set -- $kept
  echo "$1"
}

# Within the bounds that the owner may change; below those that connections to elsewhere take.
free_port() {
  port=21000 last=24999
  [ ! -f "$root/services/ports" ] || read -r port last <"$root/services/ports"
  while case " $kept " in *" $port "*) : ;; *) ! : ;; esac || taken "$port" || grep -qsx "$port" "$root"/services/*/port "$root"/*/*/ports; do
    port=$((port + 1))
    [ "$port" -le "$last" ] || fail no-port "$last"
  done
  echo "$port"
}

# Tells the view $1 which ports its servers have.
connect() {
  : >"$1/instances"
  for pair in $instances; do
    mkdir -p "$1/upstreams/${pair%%=*}"
    port=$(cat "$root/services/${pair#*=}/port" 2>/dev/null) || fail release-missing
    : >"$1/upstreams/${pair%%=*}/$port"
    printf '%s\n' "${pair#*=}" >>"$1/instances"
  done
}

# The servers of what is live and of the one before, a line each. Older views stay for requests that
# began by them, and need none.
serving() {
  live=$(readlink "$site/current" 2>/dev/null) || return 0
  cat "$site/$live/instances" "$site/views/$((${live##*/} - 1))/instances" 2>/dev/null || :
}

# Ends the servers that are neither serving nor staged.
stop_unused() {
  needed=" $({ serving; cat "$site"/staged/*/instances 2>/dev/null; } | tr '\n' ' ') "
  for home in "$root/services/$prefix"*; do
    [ -d "$home" ] || continue
    case $needed in
    *" ${home##*/} "*) ;;
    *)
      service stop "${home##*/}" || fail service-manager "it could not stop ${home##*/}"
      rm -rf "$home"
      ;;
    esac
  done
}
