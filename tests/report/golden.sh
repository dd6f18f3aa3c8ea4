#!/bin/sh
# SPDX-License-Identifier: MIT
# The text outputs of one small result are those in golden/, byte for byte: golden.sh COROLAB_FILES GOLDEN. The result is a few
# rows and cells of a real quick run. After a change of an output on purpose: sh tests/report/golden.sh PROGRAM
# tests/report/golden --renew, and look at the difference before it is committed.
set -eu
program=$(realpath "$1")
golden=$(realpath "$2")
renew=${3-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
cp "$golden/small.result" "$work"
cd "$work"

# after.result is the same run by another build, with a slower inline_slot and a faster scratch_or_box/128.
awk -v slower='"strategy":"inline_slot"' -v faster='"strategy":"scratch_or_box/128"' '
    NR == 1 { sub(/"commit":"faeae95"/, "\"commit\":\"after00\""); sub(/"load":[0-9.]*/, "\"load\":0.25") }
    /"metric":"time_ns"/ && (index($0, slower) || index($0, faster)) {
        match($0, /"value":[0-9.]*/)
        value = substr($0, RSTART + 8, RLENGTH - 8) * (index($0, slower) ? 1.75 : 0.5)
        $0 = substr($0, 1, RSTART + 7) sprintf("%.6g", value) substr($0, RSTART + RLENGTH)
    }
    { print }' small.result >after.result

# hold NAME WORD...: the output of these words is golden/NAME.
hold() {
    name=$1
    shift
    if "$program" "$@" >out; then status=0; else status=$?; fi
    [ "$status" = "${expected:-0}" ] || { echo "exit status $status: $*" >&2; failures=1; }
    [ -z "$renew" ] || { cp out "$golden/$name"; return 0; }
    diff -u "$golden/$name" out >&2 || { echo "differs from golden/$name: $*" >&2; failures=1; }
}

hold terminal.txt report small.result
hold terminal-long.txt report small.result --long
hold advise.txt advise small.result
hold advise-server.txt advise --preset server small.result
hold advise-none.txt advise --need no-heap,threads,bounded --rank memory small.result
hold advise-long.txt advise --need no-heap,recursion --rank ready --long small.result

hold report.md report small.result --md -
hold report.csv report small.result --csv -
hold compare.txt compare small.result after.result
hold compare.md compare small.result after.result --md -
expected=3 hold compare-gate.md compare small.result after.result --fail-if-slower 5 --md -

# A dozen rows fit the screen of a terminal beside the next prompt.
for screen in terminal.txt advise.txt advise-server.txt advise-none.txt; do
    [ "$(wc -l <"$golden/$screen")" -le 23 ] || { echo "golden/$screen is higher than a screen" >&2; failures=1; }
done
exit "$failures"
