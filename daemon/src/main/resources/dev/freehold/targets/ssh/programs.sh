# What could run servers of apps here. Reads only.
say() { printf '%s=%s\n' "$1" "$2"; }
say arch "$(uname -m)"
say node "$(node -p 'process.execPath + " " + process.versions.node' 2>/dev/null || :)"
say python "$(for python in /usr/local/bin/python3.* /usr/bin/python3.*; do
  case $python in *[!0-9.]) ;; */python3.[0-9]*) [ -x "$python" ] && printf '%s ' "$python" ;; esac
done || :)"
say brought "$(ls "$root/runtimes" 2>/dev/null | tr '\n' ' ')"
say services "$(cat /usr/local/lib/freehold/service /usr/local/lib/freehold/supervise /etc/systemd/system/freehold@.service 2>/dev/null | sha256sum | cut -c 1-64)"
