#!/bin/sh
# SPDX-License-Identifier: MIT
# The text outputs of one small result are those in golden/, byte for byte: golden.sh COROLAB_FILES GOLDEN. The result is a few
# rows and cells of a real quick run. After a change of an output on purpose: sh tests/report/golden.sh PROGRAM
# tests/report/golden --renew, and look at the difference before it is committed.
set -eu
program=$1
cd "$2"
renew=${3-}
unset COROLAB_CALLED
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# hold NAME WORD...: the output of these words is golden/NAME.
hold() {
    name=$1
    shift
    [ -z "$renew" ] || { "$program" "$@" >"$name"; return 0; }
    "$program" "$@" >"$work/out" && diff -u "$name" "$work/out" >&2 || { echo "differs from golden/$name: $*" >&2; failures=1; }
}

hold terminal.txt report small.result
hold terminal-long.txt report small.result --long
hold advise.txt advise small.result
hold advise-server.txt advise --preset server small.result
hold advise-none.txt advise --need no-heap,threads,bounded --rank memory small.result
hold advise-long.txt advise --need no-heap,recursion --rank ready --long small.result

# A dozen rows fit the screen of a terminal beside the next prompt.
for screen in terminal.txt advise.txt advise-server.txt advise-none.txt; do
    [ "$(wc -l <"$screen")" -le 23 ] || { echo "golden/$screen is higher than a screen" >&2; failures=1; }
done
exit "$failures"
