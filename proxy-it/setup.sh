#!/usr/bin/env bash
# Installs the real FTP clients and servers the integration tests use, HAProxy, Prometheus and podman (Debian packages), and
# assembles the base of the container image.
#
# Clients are installed. The servers exclude one another as packages, so they are unpacked side by side into
# proxy-it/.servers/NAME, as are HAProxy and Prometheus, whose packages would start them; nothing of them is configured and
# no daemon is started. Running it again is quick and changes nothing. Without root, or on another system, it says what is
# missing and exits 0: the tests that need a missing program are skipped, with the reason.
#
# With --peers it unpacks instead what proxy-it/bench.sh measures Passage against: haproxy, nginx, proftpd's mod_proxy.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
servers=$here/.servers

# package:program
clients=(lftp:lftp curl:curl tnftp:tnftp ftp-ssl:ftp-ssl inetutils-ftp:inetutils-ftp python3:python3 wget:wget ncftp:ncftp
    openssl:openssl iproute2:ip nftables:nft yafc:yafc busybox:busybox aria2:aria2c perl:perl php-cli:php ruby:ruby
    rclone:rclone w3m:w3m links:links chromium:chromium podman:podman runc:runc catatonit:catatonit)
# directory:package:file in the package
unpacked=(
    vsftpd:vsftpd:usr/sbin/vsftpd
    pure-ftpd:pure-ftpd:usr/sbin/pure-ftpd
    pure-ftpd:pure-ftpd-common:usr/sbin/pure-ftpd-wrapper
    proftpd:proftpd-core:usr/sbin/proftpd
    haproxy:haproxy:usr/sbin/haproxy
    prometheus:prometheus:usr/bin/prometheus
)
programs=(vsftpd/usr/sbin/vsftpd pure-ftpd/usr/sbin/pure-ftpd pure-ftpd/usr/bin/pure-pw proftpd/usr/sbin/proftpd
    haproxy/usr/sbin/haproxy prometheus/usr/bin/prometheus prometheus/usr/bin/promtool)
what='integration test programs'
case ${1-} in
    # Without root there may be no lists of packages; the tests of the image are left out then
    '') "$here/../proxy-server/container/base.sh" || [ "$(id -u)" != 0 ] ;;
    --peers)
        what='peers of the benchmark'
        clients=()
        unpacked=(
            haproxy:haproxy:usr/sbin/haproxy
            nginx:nginx:usr/sbin/nginx
            nginx:libnginx-mod-stream:usr/lib/nginx/modules/ngx_stream_module.so
            proftpd:proftpd-core:usr/sbin/proftpd
            proftpd:proftpd-mod-crypto:usr/lib/proftpd/mod_tls.so
            proftpd:proftpd-mod-proxy:usr/lib/proftpd/mod_proxy.so
        )
        programs=(haproxy/usr/sbin/haproxy nginx/usr/sbin/nginx proftpd/usr/sbin/proftpd proftpd/usr/lib/proftpd/mod_proxy.so)
        ;;
    *)
        echo "setup.sh: $1 (expected: nothing, or --peers)" >&2
        exit 2
        ;;
esac

missing_clients() {
    local entry
    for entry in "${clients[@]}"; do
        command -v "${entry#*:}" > /dev/null || echo "${entry%%:*}"
    done
}

missing_servers() {
    local entry directory package file
    for entry in "${unpacked[@]}"; do
        IFS=: read -r directory package file <<< "$entry"
        [ -e "$servers/$directory/$file" ] || echo "$directory:$package"
    done
}

# Programs whose shared libraries do not all resolve.
unlinked_programs() {
    local program
    for program in "${programs[@]}"; do
        if [ -e "$servers/$program" ] && ldd "$servers/$program" 2> /dev/null | grep -q 'not found'; then
            echo "${program%%/*}"
        fi
    done
}

report() {
    local clients_left servers_left unlinked
    clients_left=$(missing_clients | xargs)
    servers_left=$(missing_servers | xargs)
    unlinked=$(unlinked_programs | xargs)
    [ -z "$clients_left" ] || echo "missing clients: $clients_left (expected: Debian packages of these names)"
    [ -z "$servers_left" ] || echo "missing servers: $servers_left (expected: unpacked below $servers)"
    [ -z "$unlinked" ] || echo "servers without their libraries: $unlinked (expected: ldd finds all)"
    [ -z "$clients_left$servers_left$unlinked" ]
}

if report > /dev/null; then
    echo "$what: all there"
    exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null || ! command -v dpkg-deb > /dev/null; then
    report || true
    echo "not installed: needs root and apt-get; what needs these programs will be left out"
    exit 0
fi

work=$(mktemp -d)
policy=/usr/sbin/policy-rc.d
restore() {
    if [ -e "$work/policy-rc.d" ]; then
        mv -f "$work/policy-rc.d" "$policy"
    elif [ -e "$work/policy-is-ours" ]; then
        rm -f "$policy"
    fi
    rm -rf "$work"
}
trap restore EXIT

# 101 forbids maintainer scripts to start services
[ ! -e "$policy" ] || mv "$policy" "$work/policy-rc.d"
touch "$work/policy-is-ours"
printf '#!/bin/sh\nexit 101\n' > "$policy"
chmod 755 "$policy"

export DEBIAN_FRONTEND=noninteractive
apt_get() {
    # The sandbox user could not write to the private directory
    apt-get -q -y -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 "$@" > "$work/apt.log" 2>&1 || {
        cat "$work/apt.log" >&2
        return 1
    }
}

apt_get update
mapfile -t wanted < <(missing_clients)
if [ ${#wanted[@]} -gt 0 ]; then
    echo "installing: ${wanted[*]}"
    apt_get install --no-install-recommends "${wanted[@]}"
fi

declare -A packages=()
while IFS=: read -r directory package; do
    [ -z "$package" ] || packages[$package]=$directory
done < <(missing_servers)
for entry in "${unpacked[@]}"; do
    IFS=: read -r directory package _ <<< "$entry"
    if unlinked_programs | grep -qx "$directory"; then packages[$package]=$directory; fi
done
for package in "${!packages[@]}"; do
    directory=$servers/${packages[$package]}
    echo "unpacking: $package"
    (cd "$work" && apt_get download "$package")
    deb=$(find "$work" -name "${package}_*.deb")
    mapfile -t libraries < <(dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/|.*//; s/(.*//; s/ //g' |
        grep '^lib' | grep -vE '^lib(pam|js)-' || true)
    if [ ${#libraries[@]} -gt 0 ]; then
        apt_get install --no-install-recommends "${libraries[@]}"
    fi
    mkdir -p "$directory"
    dpkg-deb -x "$deb" "$directory"
done

report || exit 1
echo "$what: installed"
