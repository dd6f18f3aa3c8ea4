#!/bin/sh
# SPDX-License-Identifier: MIT
# Fuzzes the reader of result files with libFuzzer: tests/report/fuzz.sh SECONDS. The seeds are the files that the release build's
# test real_results made; without them, its program makes them. New inputs stay in build/fuzz/corpus for the next time, and inputs that break a promise in build/fuzz/found.
set -eu
seconds=${1:?usage: tests/report/fuzz.sh SECONDS}
cd "$(dirname "$0")/../.."
corolab=build/release/bench/corolab
fuzz=build/fuzz

[ -x "$corolab" ] || { echo "tests/report/fuzz.sh: $corolab, which makes the seeds, is not built" >&2; exit 1; }
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz
mkdir -p "$fuzz/corpus" "$fuzz/found"
seeds=build/release/tests/report/real_results
[ -f "$seeds/timed.json" ] || sh tests/report/real_results.sh "$corolab" "$seeds" timed
# A page of a large file takes a sanitizer a while; a quarter of a minute is a hang.
"$fuzz/tests/report/fuzz_result" -max_total_time="$seconds" -timeout=15 -rss_limit_mb=2048 -max_len=200000 -dict=tests/report/fuzz.dict \
    -artifact_prefix="$fuzz/found/" -print_final_stats=1 "$fuzz/corpus" "$seeds"
