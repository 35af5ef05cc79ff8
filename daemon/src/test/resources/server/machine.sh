#!/bin/sh
# A throw-away Debian server: this machine's own files, copied on write, in mount and process
# namespaces of their own, with a real sshd. Ends with its first process.
# usage: machine.sh FOLDER SSH_PORT, with FOLDER/authorized_keys and FOLDER/host_key in place
set -eu
folder=$1 port=$2
disk=$folder/disk
mkdir -p "$disk"
mount -t tmpfs -o mode=755 tmpfs "$disk"
mkdir "$disk/upper" "$disk/work" "$disk/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$disk/upper,workdir=$disk/work" "$disk/root"
root=$disk/root
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for place in run tmp srv; do mount -t tmpfs -o mode=1777 tmpfs "$root/$place"; done
chmod 755 "$root/run" "$root/srv"
mkdir "$root/run/sshd"
# root has a home of its own: sshd has bash read .bashrc for each command, and this machine's may be long
mount -t tmpfs -o mode=700 tmpfs "$root/root"
rm -rf "$root/etc/caddy"
mkdir -p "$root/etc/caddy" "$root/root/.ssh"
cp "$folder/authorized_keys" "$root/root/.ssh/authorized_keys"
cp "$folder/host_key" "$root/etc/ssh/machine_key"
chmod 600 "$root/etc/ssh/machine_key"
cat >"$root/etc/ssh/machine_config" <<END
ListenAddress 127.0.0.1
Port $port
HostKey /etc/ssh/machine_key
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
END
cat >"$root/etc/profile.d/machine.sh" <<END
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
END
chroot "$root" /bin/sh -eu <<END
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
useradd --create-home --shell /bin/bash --password '*' deploy
mkdir -p /home/deploy/.ssh
cp /root/.ssh/authorized_keys /home/deploy/.ssh/
chown -R deploy:deploy /home/deploy
echo 'deploy ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/deploy
END
exec chroot "$root" /usr/sbin/sshd -D -e -f /etc/ssh/machine_config
