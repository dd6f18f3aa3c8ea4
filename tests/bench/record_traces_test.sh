#!/bin/sh
# SPDX-License-Identifier: MIT
# Each trace in bench/traces is small, has a recipe and a paragraph, is summarised without a remark, and is replayed.
# record_traces_test.sh COROLAB SOURCE
set -eu
corolab=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$trace: $*" >&2; cat "$work/said" >&2; exit 1; }

for trace in "$source"/bench/traces/*.csv; do
    name=$(basename "$trace" .csv)
    : >"$work/said"
    [ "$(wc -c <"$trace")" -le 70000 ] && [ "$(wc -l <"$trace")" -le 3002 ] || fail "more than 3000 calls, or than 70 kB"
    [ -x "$source/bench/traces/$name/record.sh" ] || fail "there is no recipe"
    grep -q "^## $name.csv$" "$source/bench/traces/README.md" || fail "README.md has no paragraph"
    "$corolab" trace summary "$trace" >"$work/summary" 2>"$work/said" && [ ! -s "$work/said" ] || fail "summary"
    "$corolab" run --untimed --skip allocations -s '^box$' -w '^real$' --trace "$trace" -o "$work/$name.json" >"$work/said" 2>&1 \
        || fail "replay"
done
