# A machine as it is before Freehold: the packages are gone for this script and what it starts, and
# for nobody else. $1 is a tmpfs of its own, $2 what to run; run in a mount namespace.
set -eu
mount -t tmpfs tmpfs "$1"
for folder in usr etc var; do
  mkdir -p "$1/$folder" "$1/work-$folder"
  mount -t overlay overlay -o "lowerdir=/$folder,upperdir=$1/$folder,workdir=$1/work-$folder" "/$folder"
done
export DEBIAN_FRONTEND=noninteractive
dpkg --purge --force-depends --force-remove-essential \
  $(dpkg-query -W -f '${Package}\n' chromium chromium-common chromium-sandbox bubblewrap caddy openssh-server 2>/dev/null) >"$1/purge.log" 2>&1 ||
  { cat "$1/purge.log" >&2; exit 1; }
for program in chromium bwrap caddy sshd; do
  if command -v "$program" >/dev/null; then echo "$program is still there" >&2; exit 1; fi
done
exec sh -euc "$2"
