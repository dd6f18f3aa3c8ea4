#!/bin/sh
# SPDX-License-Identifier: MIT
# How much of a switch's time is where the linker happened to put it? Links corolab_time with its objects in five orders, times a
# workload on every row that runs it, interleaved, and writes CSV:
#
#     order,strategy,workload,time_ns,multiple        medians; the multiple is of peer:raw_fcontext in the same order
#     all,…                                           medians over the orders of both
#
#     bench/link_orders.sh [WORKLOAD [SAMPLES]] >orders.csv       switch/flat and 9, unless said otherwise
#
# A build directory of its own, build/link_orders, is configured once per order (COROLAB_LINK_ORDER, a seed, see
# bench/CMakeLists.txt), so only the linking is done five times. Pinning it to a quiet CPU (taskset) helps.
set -eu
cd "$(dirname "$0")/.."
workload=${1-switch/flat}
samples=${2-9}
orders='1 2 3 4 5'
build=build/link_orders
programs=$build/programs
times=$build/times

build_orders() {
    mkdir -p "$programs"
    for order in $orders; do
        cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCOROLAB_LINK_ORDER="$order"
        cmake --build "$build" --target corolab_time corolab
        cp "$build/bench/corolab_time" "$programs/$order"
    done >"$build.log" 2>&1 || { tail -n 20 "$build.log" >&2; exit 1; }
}

# The time in ns, or nothing when the row cannot run the workload.
time_once() { "$programs/$1" "$2" "$workload" | sed -n 's/.*"time_ns":\([0-9.e+-]*\).*/\1/p'; }

rows_that_run() {
    "$build/bench/corolab" list | sed -n 's/^  \([a-z][^ ]*\)  .*/\1/p' | while read -r row; do
        [ -z "$(time_once 1 "$row" 2>/dev/null)" ] || printf '%s\n' "$row"
    done
}

# Lines of: order row time
measure() {
    for _ in $(seq "$samples"); do
        for order in $orders; do
            for row in $1; do
                printf '%s %s %s\n' "$order" "$row" "$(time_once "$order" "$row")"
            done
        done
    done
}

# Median of the lines' third words, by the first two; sorted input makes it one pass.
summarise() {
    sort -k1,1 -k2,2 -k3,3g "$times" | awk -v workload="$workload" -v raw=peer:raw_fcontext '
        function flush() { if (count) { median[key] = value[int((count + 1) / 2)]; keys[++key_count] = key } count = 0 }
        function middle(list, n,   i, j, swap) {
            for (i = 2; i <= n; i++)
                for (j = i; j > 1 && list[j] < list[j - 1]; j--) { swap = list[j]; list[j] = list[j - 1]; list[j - 1] = swap }
            return list[int((n + 1) / 2)]
        }
        $1 " " $2 != key { flush(); key = $1 " " $2 }
        { value[++count] = $3 + 0 }
        END {
            flush()
            print "order,strategy,workload,time_ns,multiple"
            for (k = 1; k <= key_count; k++) {
                split(keys[k], part, " ")
                one = median[part[1] " " raw]
                multiple = one > 0 ? median[keys[k]] / one : 0
                printf "%s,%s,%s,%.3f,%.3f\n", part[1], part[2], workload, median[keys[k]], multiple
                if (!(part[2] in seen)) rows[++row_count] = part[2]
                all[part[2], ++seen[part[2]]] = median[keys[k]]
                multiples[part[2], seen[part[2]]] = multiple
            }
            for (r = 1; r <= row_count; r++) {
                n = seen[rows[r]]
                for (i = 1; i <= n; i++) { t[i] = all[rows[r], i]; m[i] = multiples[rows[r], i] }
                printf "all,%s,%s,%.3f,%.3f\n", rows[r], workload, middle(t, n), middle(m, n)
            }
        }'
}

build_orders
rows=$(rows_that_run)
[ -n "$rows" ] || { echo "no row runs $workload" >&2; exit 1; }
measure "$rows" >"$times"
summarise
