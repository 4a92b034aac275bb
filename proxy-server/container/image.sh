#!/usr/bin/env bash
# Builds the container image from the application image of `mvn package`: no daemon, no registry, only tar, gzip and sha256sum.
#
# Usage: proxy-server/container/image.sh [DIRECTORY]
#
# Writes into DIRECTORY (default: proxy-server/target)
#   passage-image.tar      an OCI image layout that is a Docker archive as well: podman load, docker load, ctr images import,
#                          kind load image-archive, skopeo copy oci-archive:... all take it
#   passage-image.cdx.json its SBOM (CycloneDX): Debian packages, Java runtime, jars
#
# Four layers, what changes least first: base, Java runtime, jars, AOT cache. The same inputs give the same bytes; only the AOT cache is
# different each time it is made.
set -euo pipefail
export LC_ALL=C
umask 022

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
module=$(dirname "$here")
application=$module/target/passage
jars_sbom=$module/target/passage.cdx.json
base=$module/.base
output=${1:-$module/target}

fail() {
    echo "image.sh: $1" >&2
    exit 1
}

case $output in -*) fail "$output (expected: a directory, or nothing)" ;; esac
[ -e "$application/lib/app/passage.aot" ] || fail "no application image in $application (expected: mvn -DskipTests package, on Linux)"
[ -e "$jars_sbom" ] || fail "no $jars_sbom (expected: mvn -DskipTests package)"
"$here/base.sh"
[ -e "$base/packages" ] || fail "no base (expected: Debian, or $base from one)"

pom=$(cat "$module/../pom.xml")
of_pom() { sed -n "s:^ *<$1>\(.*\)</$1>\$:\1:p" <<< "$pom" | head -n 1; }
version=$(of_pom version)
# The time that the build gave its files: with jars of another one the virtual machine would not take the AOT cache
jar=$application/lib/app/proxy-server-$version.jar
[ -e "$jar" ] || fail "no $jar (expected: mvn -DskipTests package of this version)"
created=$(date --utc --date="@$(stat -c %Y "$jar")" +%Y-%m-%dT%H:%M:%SZ)
architecture=$(awk '$1 == "libc6" { print $3 }' "$base/packages")
[ -n "$version" ] && [ -n "$architecture" ] || fail "no version or architecture found"
packages=$(awk '{ printf "%s%s=%s", (NR > 1 ? " " : ""), $1, $2 }' "$base/packages")
java_version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$application/lib/runtime/release")

mkdir -p "$output"
work=$(mktemp -d "$output/passage-image.XXXXXX")
trap 'rm -rf "$work"' EXIT
blobs=$work/oci/blobs/sha256
mkdir -p "$blobs"

same_tar() {
    tar --format=gnu --sort=name --mtime="$created" --owner=0 --group=0 --numeric-owner -c "$@"
}
digest_of() { sha256sum "$1" | cut -d' ' -f1; }

# Moves a file among the blobs; sets digest, size.
keep_blob() {
    digest=$(digest_of "$1")
    size=$(stat -c %s "$1")
    mv "$1" "$blobs/$digest"
}

layers=() diffs=() files=() history=()
# What it is, then arguments of tar.
add_layer() {
    local what=$1
    shift
    same_tar "$@" > "$work/layer.tar"
    diffs+=("\"sha256:$(digest_of "$work/layer.tar")\"")
    gzip -n "$work/layer.tar"
    keep_blob "$work/layer.tar.gz"
    layers+=("{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"sha256:$digest\",\"size\":$size}")
    files+=("\"blobs/sha256/$digest\"")
    history+=("{\"created\":\"$created\",\"created_by\":\"image.sh\",\"comment\":\"$what\"}")
    printf '%-14s %6d KiB  sha256:%s\n' "$what" $((size / 1024)) "$digest"
}
add_application_layer() {
    local what=$1
    shift
    add_layer "$what" -C "$application" --mode=a+rX,u+w,go-w --transform='s:^:opt/passage/:S' --transform='s:/\./:/:S' "$@"
}
joined() { local IFS=,; printf '%s' "$*"; }

# The base keeps the modes of its packages; what is the program's may be read by everyone and written by nobody
add_layer base -C "$base/root" .
add_application_layer 'Java runtime' lib/runtime
add_application_layer jars --exclude=passage.aot --exclude=passage.png bin lib/app
add_application_layer 'AOT cache' lib/app/passage.aot

ports=$(printf '"%s/tcp":{},' 2121 {8192..8200} 9621)
cat > "$work/config" << END
{"created":"$created","architecture":"$architecture","os":"linux","config":{"User":"65532:65532","ExposedPorts":{${ports%,}},\
"Env":["PATH=/opt/passage/bin:/usr/bin:/bin","LANG=C.UTF-8"],"Entrypoint":["/opt/passage/bin/passage"],\
"Cmd":["proxy","--config","/etc/passage/passage.conf"],"WorkingDir":"/","StopSignal":"SIGTERM","Labels":{\
"org.opencontainers.image.title":"Passage","org.opencontainers.image.description":"A NAT-aware FTP proxy",\
"org.opencontainers.image.version":"$version","org.opencontainers.image.created":"$created",\
"org.opencontainers.image.licenses":"Apache-2.0","io.github.passage.base.packages":"$packages",\
"io.github.passage.java.version":"$java_version"}},\
"rootfs":{"type":"layers","diff_ids":[$(joined "${diffs[@]}")]},"history":[$(joined "${history[@]}")]}
END
keep_blob "$work/config"
config=$digest
cat > "$work/manifest" << END
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{\
"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$config","size":$size},"layers":[$(joined "${layers[@]}")]}
END
keep_blob "$work/manifest"
cat > "$work/oci/index.json" << END
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{\
"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$digest","size":$size,"annotations":{\
"org.opencontainers.image.ref.name":"$version","io.containerd.image.name":"passage:$version"},\
"platform":{"architecture":"$architecture","os":"linux"}}]}
END
echo '{"imageLayoutVersion":"1.0.0"}' > "$work/oci/oci-layout"
echo "[{\"Config\":\"blobs/sha256/$config\",\"RepoTags\":[\"passage:$version\"],\"Layers\":[$(joined "${files[@]}")]}]" \
    > "$work/oci/manifest.json"
same_tar --mode=a+rX,u+w,go-w -C "$work/oci" -f "$work/image" blobs index.json manifest.json oci-layout

# A package's version may have characters that are not a purl's
{
    distribution=$(sed -n 's/^VERSION_ID="\(.*\)"$/\1/p' "$base/root/usr/lib/os-release")
    while read -r name its_version its_architecture; do
        purl="pkg:deb/debian/$name@$(sed 's/+/%2B/g; s/:/%3A/g' <<< "$its_version")?arch=$its_architecture&distro=debian-$distribution"
        printf '    {"type":"library","bom-ref":"%s","name":"%s","version":"%s","purl":"%s"},\n' "$purl" "$name" "$its_version" "$purl"
    done < "$base/packages"
    purl="pkg:generic/openjdk@$(sed 's/+/%2B/g' <<< "$java_version")"
    printf '    {"type":"platform","bom-ref":"%s","name":"openjdk","version":"%s","purl":"%s"},\n' "$purl" "$java_version" "$purl"
} > "$work/components"
[ "$(grep -c '^  "components" : \[$' "$jars_sbom")" = 1 ] || fail "$jars_sbom: no list of components (expected: one)"
sed "/^  \"components\" : \[\$/r $work/components" "$jars_sbom" > "$work/sbom"

mv "$work/sbom" "$output/passage-image.cdx.json"
mv "$work/image" "$output/passage-image.tar"
printf 'passage:%s     %6d KiB  %s\n' "$version" $(($(stat -c %s "$output/passage-image.tar") / 1024)) "$output/passage-image.tar"
