#!/bin/sh
# SPDX-License-Identifier: MIT
# The tree keeps the rules of structure.sh, and structure.sh finds each kind of breach in a small tree where one is planted.
# structure_test.sh ROOT
set -eu
check=$(cd "$(dirname "$0")" && pwd)/structure.sh
sh "$check" "$1"

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

plant_clean_tree() {
    rm -rf "${tree:?}"/*
    mkdir -p "$tree/coro/base" "$tree/coro/stack" "$tree/strategies" "$tree/bench/a" "$tree/bench/b" "$tree/report" "$tree/tests/bench"
    echo '#include "coro/status.h"' | tee "$tree/coro/base/status.c" >"$tree/coro/stack/pool.c"
    echo '/* A status. */' >"$tree/coro/status.h"
    echo '#include "bench/b/two.h"' >"$tree/bench/a/one.h"
    echo '#include "coro/status.h"' >"$tree/bench/b/two.h"
    echo 'int main(void) { return 0; }' | tee "$tree/bench/a/main.c" "$tree/strategies/two.c" >"$tree/bench/b/main.c"
}

must_say() {
    if said=$(sh "$check" "$tree"); then
        echo "passed, where it should have said: $1"
        exit 1
    fi
    case $said in
    *"$1"*) ;;
    *) printf 'said "%s" instead of: %s\n' "$said" "$1"; exit 1 ;;
    esac
}

plant_clean_tree
sh "$check" "$tree"

echo '#include "bench/a/one.h"' >>"$tree/bench/b/two.h"
must_say "in a circle"

plant_clean_tree
echo '#include "coro/stack/pool.h"' >>"$tree/coro/status.h"
echo '#include "coro/status.h"' >"$tree/coro/stack/pool.h"
must_say "coro/base"

plant_clean_tree
echo '/* A second one. */' >"$tree/bench/b/one.c"
must_say "the name one stands in two folders: bench/a bench/b"

plant_clean_tree
echo '/* Fronts nothing. */' >"$tree/coro/alone.h"
must_say "coro/alone.h fronts no room"

plant_clean_tree
printf '/* %0130d */\n' 0 >"$tree/report/wide.c"
must_say "report/wide.c:1: 136 columns"
