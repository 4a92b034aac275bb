#!/usr/bin/env bash
# Measures the data plane of Passage beside other proxies; proxy-it/bench.sh --help tells how.
#
# Unpacks the peers (see setup.sh), builds the program unless it is newer than all sources, and runs the bench with the Java
# runtime of the application image.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

image=proxy-server/target/passage
classes=proxy-it/target/test-classes
built=proxy-it/target/bench.built

is_built() {
    [ -x "$image/bin/passage" ] && [ -e "$classes/io/github/passage/it/bench/Bench.class" ]
}

is_current() {
    is_built && [ -e "$built" ] && [ -z "$(find pom.xml proxy-*/pom.xml proxy-*/src -newer "$built" -type f -print -quit)" ]
}

build() {
    echo "building" >&2
    mvn -q -DskipTests package >&2
    touch "$built"
}

case " $* " in
    *' --help '* | *' -h '*)
        is_built || build
        ;;
    *)
        proxy-it/setup.sh --peers >&2
        is_current || build
        ;;
esac

ulimit -n "$(ulimit -Hn)"
exec "$image/lib/runtime/bin/passage" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx512m \
    -cp "$classes:$image/lib/app/*" io.github.passage.it.bench.Bench "$@"
