#!/usr/bin/env bash
# Writes a root file system with vsftpd, a shell, cp and sleep as a tar file, for `podman import`.
#
# Usage: server-root.sh BASE VSFTPD FILE: the base of the container image, where vsftpd is unpacked, what to write
set -euo pipefail
base=$1 vsftpd=$2 file=$3

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -a "$base/." "$work"
install -D "$vsftpd/usr/sbin/vsftpd" "$work/usr/sbin/vsftpd"
install -t "$work/usr/bin" /bin/cp /bin/sleep

# A later glibc than the base's would be mixed with libraries of this machine, so all come from here
for program in "$vsftpd/usr/sbin/vsftpd" /bin/cp /bin/sleep; do
    ldd "$program" | sed -n 's/^.* => \(\/[^ ]*\) .*$/\1/p; s/^[[:space:]]*\(\/[^ ]*\) (.*$/\1/p'
done | sort -u | while read -r library; do
    rm -f "$work/usr$library" "$work$library"
    install -D "$(readlink -f "$library")" "$work$library"
done

install -d -m 755 "$work/usr/share/empty" "$work/var/run/vsftpd/empty"
# A volume there gets this directory's owner
install -d -m 755 -o 65532 -g 65532 "$work/srv/ftp"
echo 'ftp:x:100:65534:ftp:/srv/ftp:/sbin/nologin' >> "$work/etc/passwd"
tar -C "$work" --numeric-owner -cf "$file" .
