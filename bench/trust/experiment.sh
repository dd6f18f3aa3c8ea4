#!/bin/sh
# SPDX-License-Identifier: MIT
# Can `corolab compare --confirm` be trusted? Two questions, answered by experiment:
#
#   - How often does it call a false difference? A run is compared with a second run of the same build, and with runs of the same
#     sources linked in five other orders.
#   - How often does it find a true difference? In each trial one cell of the second build is slower by 5 % (planted.c).
#
#     bench/trust/experiment.sh [TRIALS]        10 trials by default; half an hour in all, on a quiet machine
#
# The compared files come from quick runs and only raise suspicions; `compare --confirm` measures the deciding samples. All files
# but the answer lie in build/trust. The answer is bench/trust/experiment.json: later builds of corolab copy it into each result
# file, and the report's method section quotes it.
set -eu
cd "$(dirname "$(readlink -f "$0")")/../.."
trials=${1:-10}
orders='1 2 3 4 5'
share=0.05
out=$PWD/build/trust
trees="--build $out/slow"      # the programs behind the files, beside plain's
for order in $orders; do trees="$trees --build $out/order$order"; done
programs='corolab corolab_cell corolab_count corolab_time'

rows='^(static_dispatch|poll_next|box|caller_cached_box|inline_slot|callee_cached_box|type_pool|scratch_or_box/128|size_in_vtable/box|side_stack/param|stackful/(native|fcontext)|coroutine_per_iterator)$'
workloads='^(ready|pending/8)$'
without='check,allocations,instructions,kernel,memory,tails'
# Each trial plants the slowdown into one cell of `planted`, in turn, and compares the rows of `beside` with it.
beside='static_dispatch|box|inline_slot|stackful/native'
planted='box:ready poll_next:pending/8 inline_slot:depth/4 side_stack/param:ready stackful/native:pending/8
         caller_cached_box:frame/1040 scratch_or_box/128:ready static_dispatch:pending/8 size_in_vtable/box:depth/4 type_pool:ready'

say() { printf '%s\n' "$*" >&2; }
give_up() { tail -n 5 "$1" >&2; exit 1; }

build_order() {     # SEED NAME
    mkdir -p "$out/$2"
    cmake -S . -B "$out/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCOROLAB_LINK_ORDER="$1" >"$out/build.log" 2>&1 &&
        cmake --build "$out/build" --target $programs corolab_time_planted corolab_code_sizes >>"$out/build.log" 2>&1 ||
        give_up "$out/build.log"
    for file in $programs code_sizes.txt; do cp --remove-destination "$out/build/bench/$file" "$out/$2/"; done
    cp --remove-destination "$out/build/bench/corolab_time_planted" "$out/$2/corolab_time"
}

run() {             # BUILD NAME ROWS WORKLOADS
    say "running $2"
    "$out/$1/corolab" run --quick -s "$3" -w "$4" --skip "$without" -o "$out/$2.json" >>"$out/run.log" 2>&1 ||
        give_up "$out/run.log"
}

compare() {         # BEFORE AFTER: leaves $out/BEFORE-AFTER.md
    say "comparing $1 with $2"
    "$out/plain/corolab" compare "$out/$1.json" "$out/$2.json" --confirm $trees --md "$out/$1-$2.md" >>"$out/run.log" 2>&1 ||
        give_up "$out/run.log"
}

called() { awk -F ' [|] ' '$NF ~ /^(faster|slower) [|]$/' "$@" | wc -l; }
compared() { sed -n 's/^Cells with times in both files: \([0-9]*\).*/\1/p' "$@" | awk '{ sum += $1 } END { print sum + 0 }'; }

commit=$(git describe --always --dirty)
mkdir -p "$out"
: >"$out/run.log"
rm -f "$out"/*.json "$out"/*.md "$out/changes"
say "building six link orders"
build_order '' plain
mkdir -p "$out/slow"
for file in $programs code_sizes.txt; do cp --remove-destination "$out/plain/$file" "$out/slow/"; done
for order in $orders; do build_order "$order" "order$order"; done

run plain a "$rows" "$workloads"
run plain b "$rows" "$workloads"
for order in $orders; do run "order$order" "order$order" "$rows" "$workloads"; done
compare a b
for order in $orders; do compare a "order$order"; done

found=0 false=0 trial=0
while [ "$trial" -lt "$trials" ]; do
    set -- $planted
    shift $((trial % $#))
    row=${1%%:*} workload=${1#*:}
    trial=$((trial + 1))
    export COROLAB_PLANTED="$row $workload $share"
    run plain "base$trial" "^($beside|$row)\$" "^$workload\$"
    run slow "planted$trial" "^($beside|$row)\$" "^$workload\$"
    compare "base$trial" "planted$trial"
    change=$(awk -v row="\`$row\`" -v workload="\`$workload\`" -F ' *[|] *' \
        '$2 == row && $3 == workload && $8 == "slower" { print $5 }' "$out/base$trial-planted$trial.md")
    if [ -n "$change" ]
    then hit=1; say "found $row on $workload: $change"; echo "$change" >>"$out/changes"
    else hit=0; say "missed $row on $workload"
    fi
    found=$((found + hit))
    false=$((false + $(called "$out/base$trial-planted$trial.md") - hit))
    unset COROLAB_PLANTED
done

planted_md=$(trial=0; while [ "$trial" -lt "$trials" ]; do trial=$((trial + 1)); printf '%s ' "$out/base$trial-planted$trial.md"; done)
others=$(($(compared $planted_md) - trials))
[ "$found" = 0 ] || came_out=" What was found came out as $(sort -g "$out/changes" | sed -n '1p;1!{$p}' | paste -s -d ' ' | sed 's/% +/% to +/')."
orders_md=$(for order in $orders; do printf '%s ' "$out/a-order$order.md"; done)
cat >"$out/experiment.json" <<END
{
  "date": "$(date -u +%Y-%m-%d)",
  "machine": "$(LC_ALL=C lscpu | sed -n 's/^ *Model name: *//p' | head -n 1), $(nproc) CPUs",
  "commit": "$commit",
  "cells": $(compared "$out/a-b.md"),
  "aa_compared": $(compared "$out/a-b.md"),
  "aa_called": $(called "$out/a-b.md"),
  "link_orders": $(echo $orders | wc -w),
  "orders_compared": $(compared $orders_md),
  "orders_called": $(called $orders_md),
  "planted_percent": $(awk "BEGIN { print 100 * $share }"),
  "trials": $trials,
  "found": $found,
  "note": "Of the other $others cells of the trials, $false were called different.${came_out-}"
}
END
mv "$out/experiment.json" bench/trust/experiment.json
cat bench/trust/experiment.json
