#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs all fuzzers for about SECONDS, each for one at least: in the release build, under ASan and UBSan, and the wakes across
# threads under TSan. Each prints one line; the seeds begin at SEED, by default the time of day.
#
#     long.sh [SECONDS [SEED]]
set -eu
root=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
seconds=${1:-600}
seed=${2:-$(date +%s)}
cd "$root"

# The directory itself is the lock, as for ./lab: two builds at once would disturb each other.
build() {
    mkdir -p build
    exec 9<build
    ! command -v flock >/dev/null 2>&1 || flock 9
    said=$(cmake --preset "$1" 2>&1 && cmake --build --preset "$1" --target fuzzers 2>&1) || {
        printf '%s\n' "$said" | tail -n 40 >&2
        exit 1
    }
    exec 9<&-
}

fuzzers() { find "build/$1/tests/fuzz" -maxdepth 1 -type f -name 'fuzz_*' -perm -u+x ! -name fuzz_rows | sort; }

# One run: build, share of the seconds, program, option.
run() {
    printf '%s: ' "$1"
    shift
    "$@" --seed "$seed" --seconds "$share"
}

for preset in release asan-ubsan tsan; do
    build "$preset"
done
count=$(fuzzers release | wc -l)
share=$((seconds / (7 * count + 8) + 1))
for preset in release asan-ubsan; do
    for fuzzer in $(fuzzers "$preset"); do
        run "$preset" "$fuzzer"
        run "$preset" "$fuzzer" --pipes
        run "$preset" "$fuzzer" --threads
    done
done
for fuzzer in $(fuzzers tsan); do
    run tsan "$fuzzer" --threads
done
share=$((4 * share))
run release build/release/tests/fuzz/fuzz_rows
run asan-ubsan build/asan-ubsan/tests/fuzz/fuzz_rows
