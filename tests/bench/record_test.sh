#!/bin/sh
# SPDX-License-Identifier: MIT
# The recorders write what is known of the programs record_*.{rs,cpp,c}.
# record_test.sh rust|cpp20 COMPILER SOURCE COROLAB
# record_test.sh coro PROGRAM SOURCE COROLAB
set -eu
world=$1 compiler=$2 source=$3 corolab=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

promise() { promise=$1; echo "$1"; }
fail() { echo "broken promise: $promise" >&2; cat "$work"/said "$work"/*.csv >&2; exit 1; }

compile_rust() {
    unready=2
    set -- "$compiler" --edition 2021 -D warnings
    "$@" --crate-type rlib --crate-name dyn_trace --out-dir "$work" "$source/bench/traces/rust/lib.rs"
    "$@" --extern dyn_trace="$work/libdyn_trace.rlib" -o "$work/program" "$source/tests/bench/record_rust.rs"
}
compile_cpp20() {
    unready=1
    set -- "$compiler" -std=c++20 -O1 -Wall -Wextra -Werror -pthread
    "$@" -I"$source" -o "$work/program" "$source/tests/bench/record_cpp20.cpp"
}
compile_coro() {
    unready=1
    cp "$compiler" "$work/program"
}
recorded() { env DYN_TRACE="$work/trace.csv" "$@" >"$work/expected" 2>"$work/said"; }
lines_of() { sed 1,2d "$1"; }

promise "a program is recorded whose calls are known"
compile_"$world"
recorded DYN_TRACE_NOTE="two
lines" "$work/program" || fail
{ echo "# corolab trace 2: two lines; $unready never became ready"
  echo "task,callee_bytes,polls_until_ready,depth,in_flight"
  cat "$work/expected"; } >"$work/known.csv"
cmp "$work/known.csv" "$work/trace.csv" >>"$work/said" || fail

promise "the laboratory replays it"
"$corolab" run --untimed --skip allocations -s '^box$' -w '^real$' --trace "$work/trace.csv" -o "$work/result.json" \
    >"$work/said" 2>&1 || fail
rm "$work/result.json"

promise "the first calls are recorded, as many as were asked for"
recorded DYN_TRACE_CALLS=2 "$work/program" || fail
[ "$(lines_of "$work/trace.csv")" = "$(lines_of "$work/known.csv" | head -2)" ] || fail

promise "they are there when a signal ends the program"
rm "$work/trace.csv"
! recorded DYN_TRACE_CALLS=2 "$work/program" killed || fail
[ "$(lines_of "$work/trace.csv" | cut -d, -f-2)" = "$(lines_of "$work/known.csv" | head -2 | cut -d, -f-2)" ] || fail

promise "a number of calls that is none is one sentence"
rm "$work/trace.csv"
recorded DYN_TRACE_CALLS=many "$work/program" || fail
[ "$(wc -l <"$work/said")" = 1 ] && grep -q "DYN_TRACE_CALLS=many is no number of calls" "$work/said" || fail
[ ! -e "$work/trace.csv" ] || fail

promise "a program that is told no file is not recorded"
rm "$work"/*.csv
(cd "$work" && ./program >expected 2>said) || fail
[ "$(ls "$work" | grep -c -v -e program -e said -e expected -e rlib)" = 0 ] || fail

promise "a trace that cannot be written is one sentence, and no half of it is left"
mkdir "$work/trace.csv"
touch "$work/trace.csv/file"
recorded "$work/program" || fail
[ "$(wc -l <"$work/said")" = 1 ] && grep -q "cannot write the trace $work/trace.csv: " "$work/said" || fail
[ "$(ls "$work" | grep -c 'trace.csv')" = 1 ] || fail
rm -r "$work/trace.csv"
