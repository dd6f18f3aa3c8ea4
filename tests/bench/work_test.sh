#!/bin/sh
# SPDX-License-Identifier: MIT
# An item of the workload `work/n` takes n instructions more than an item of `ready`, give or take 5 % and half a round, in rows
# of each protocol.
# work_test.sh COROLAB
set -eu
corolab=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { printf '%s\n' "$*" >&2; exit 1; }

"$corolab" run -s '^(box|static_dispatch|poll_next|stackful/fcontext|size_in_vtable/arena)$' -w '^(ready$|work/)' \
    --skip check,time,allocations,kernel,tails,counters,memory -o "$work/result.json" >"$work/log" 2>&1 \
    || { cat "$work/log" >&2; fail "the run"; }
"$corolab" report "$work/result.json" --csv "$work/counts.csv" >/dev/null
awk -F, '
    $3 != "instructions" || $9 != "ok" { next }
    $2 == "ready" { ready[$1] = $5 }
    $2 ~ /^work\// { count[$1, substr($2, 6)] = $5; rows[$1] = 1; cells++ }
    END {
        for (cell in count) {
            split(cell, part, SUBSEP)
            n = part[2]
            more = count[cell] - ready[part[1]]
            if (more < 0.95 * n - 2.5 || more > 1.05 * n + 2.5) {
                printf "%s: an item of work/%d takes %.2f instructions more than one of ready\n", part[1], n, more
                wrong++
            }
        }
        if (cells != 5 * 7)
            printf "%d cells of 35 have instructions\n", cells
        exit wrong > 0 || cells != 5 * 7
    }' "$work/counts.csv" || fail "work/n is not n instructions"
