#!/usr/bin/env bash
# Assembles the base of the container image from Debian packages: proxy-server/.base/root, a root file system without apt, without a
# package manager and without set-uid files; proxy-server/.base/packages, its packages, one a line: name, version, architecture.
#
# The packages are of the release and architecture of this machine and come from the sources that its apt knows. What is there is
# kept; --update fetches them again. Elsewhere than on Debian it says what is missing and exits 0.
set -euo pipefail
export LC_ALL=C
umask 022

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
base=$here/.base

# The launcher is a script of dash, the Java runtime links to libc6 only, which loads libgcc-s1 to end threads. base-files says which
# release this is, gcc-12-base and its like hold the licence of libgcc-s1. Of libc-bin only the locale C.UTF-8 is taken: without it
# Java takes arguments and names of files for ASCII.
packages=(base-files dash libc6 libc-bin libgcc-s1)

complete() {
    local package
    for package in "${packages[@]}"; do grep -qs "^$package " "$base/packages" || return 1; done
}

case ${1-} in
    '') if complete; then exit 0; fi ;;
    --update) ;;
    *)
        echo "base.sh: $1 (expected: nothing, or --update)" >&2
        exit 2
        ;;
esac

for tool in apt-get apt-cache dpkg-deb tar; do
    if ! command -v "$tool" > /dev/null; then
        echo "container base: not assembled: no $tool here (expected: Debian); no container image can be built" >&2
        exit 0
    fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/debs" "$work/base" "$work/base/root"
root=$work/base/root

quietly() {
    "$@" > "$work/apt.log" 2>&1 || {
        cat "$work/apt.log" >&2
        return 1
    }
}

# The sandbox user could not write to the private directory
readonly apt=(apt-get -q -y -o APT::Sandbox::User=root)
if [ "$(id -u)" = 0 ]; then quietly "${apt[@]}" update; fi
libgcc_base=$(apt-cache depends libgcc-s1 | sed -n 's/^ *Depends: \(gcc-[0-9]*-base\)$/\1/p' | head -n 1)
(cd "$work/debs" && quietly "${apt[@]}" download "${packages[@]}" $libgcc_base)

mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
for directory in bin sbin lib lib64; do ln -s "usr/$directory" "$root/$directory"; done

unwanted=(
    'boot' 'home' 'etc/default' 'etc/issue*' 'etc/profile.d' 'etc/skel' 'etc/update-motd.d' 'usr/games' 'usr/include' 'usr/src'
    'usr/lib/*/gconv' 'usr/lib/*/audit' 'usr/share/base-files' 'usr/share/bug' 'usr/share/debianutils' 'usr/share/dict'
    'usr/share/doc/*/README*' 'usr/share/doc/*/*.gz' 'usr/share/doc/*/NEWS*' 'usr/share/gcc' 'usr/share/gdb' 'usr/share/info'
    'usr/share/lintian' 'usr/share/man' 'usr/share/menu' 'usr/share/misc' 'var/backups' 'var/cache' 'var/local' 'var/lock' 'var/mail' 'var/run'
    'var/spool'
)
excluded=()
for path in "${unwanted[@]}"; do excluded+=(--exclude="./$path"); done

# Scanners of images look for what Debian's package manager would have noted
noted=var/lib/dpkg/status.d
mkdir -p "$root/$noted"
for deb in "$work"/debs/*.deb; do
    read -r name version architecture < <(dpkg-deb -W --showformat='${Package} ${Version} ${Architecture}\n' "$deb")
    case $name in
        libc-bin) wanted=(./usr/lib/locale "./usr/share/doc/$name") ;;
        *) wanted=(.) ;;
    esac
    dpkg-deb --fsys-tarfile "$deb" |
        tar -x -C "$root" --no-same-owner --keep-directory-symlink --wildcards "${excluded[@]}" "${wanted[@]}"
    dpkg-deb -f "$deb" > "$root/$noted/$name"
    printf '%s %s %s\n' "$name" "$version" "$architecture"
done | sort > "$work/base/packages"

ln -sf dash "$root/usr/bin/sh"
cat > "$root/etc/passwd" << END
root:x:0:0:root:/root:/sbin/nologin
passage:x:65532:65532:Passage:/tmp:/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
END
printf '%s\n' root:x:0: passage:x:65532: nogroup:x:65534: > "$root/etc/group"
printf '%s\n' 'passwd: files' 'group: files' 'hosts: files dns' > "$root/etc/nsswitch.conf"
# Directories of base-files have a set-gid bit
find "$root" -perm /6000 ! -type l -exec chmod ug-s {} +

rm -rf "$base"
# The directory of mktemp is private
chmod 755 "$work/base"
mv "$work/base" "$base"
echo "container base: assembled of $(cut -d' ' -f1,2 "$base/packages" | tr ' ' '=' | xargs)"
