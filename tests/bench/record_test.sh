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
    ! "$@" -DHANDLE_OF_ANY -I"$source" -fsyntax-only "$source/tests/bench/record_cpp20.cpp" 2>"$work/said" || fail
    grep -q "make await_suspend a template on the caller's promise" "$work/said" || fail
}
compile_coro() {
    unready=1
    cp "$compiler" "$work/program"
}
recorded() { env DYN_TRACE="$work/trace.csv" "$@" >"$work/expected" 2>"$work/said"; }
said_once() { [ "$(wc -l <"$work/said")" = 1 ] && grep -qF -e "$1" "$work/said" || fail; }
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
for calls in many 5x -1 +5 0 "" 99999999999999999999; do
    recorded DYN_TRACE_CALLS="$calls" "$work/program" || fail
    said_once "DYN_TRACE_CALLS=$calls is no number of calls"
    [ ! -e "$work/trace.csv" ] || fail
done

promise "a program without a call is one sentence, and no trace"
recorded "$work/program" uncalled || fail
said_once "no trace is written to $work/trace.csv: no call was recorded"
[ ! -e "$work/trace.csv" ] || fail

promise "what is no regular file stays as it is, and is one sentence"
mkfifo "$work/fifo"
: >"$work/target"
ln -s target "$work/link"
mkdir "$work/folder"
for special in fifo link folder; do
    env DYN_TRACE="$work/$special" "$work/program" >"$work/expected" 2>"$work/said" || fail
    said_once "DYN_TRACE names $work/$special, which is not a regular file"
done
[ -p "$work/fifo" ] && [ -L "$work/link" ] && [ ! -s "$work/target" ] && [ -d "$work/folder" ] || fail
[ "$(ls "$work" | grep -c -e fifo -e link -e folder)" = 3 ] || fail
rm -r "$work/fifo" "$work/link" "$work/target" "$work/folder"

promise "a program that is told no file is not recorded"
rm -f "$work"/*.csv
(cd "$work" && ./program >expected 2>said) || fail
[ "$(ls "$work" | grep -c -v -e program -e said -e expected -e rlib)" = 0 ] || fail

promise "a trace that cannot be written is one sentence, and no half of it is left"
recorded DYN_TRACE="$work/absent/trace.csv" "$work/program" || fail
said_once "cannot write the trace $work/absent/trace.csv: "
[ ! -e "$work/absent" ] && [ ! -e "$work/trace.csv" ] || fail
