#!/bin/sh
# SPDX-License-Identifier: MIT
# How much of a switch's time depends on its place in the program? Builds the measuring programs in five link orders, and runs the
# rows and peers that switch stacks with each:
#
#     bench/trust/link_orders.sh [RUN OPTION…]          options of `corolab run`, such as -w '^switch/flat$' --quick
#
# Writes a result file per order, which names the order in its environment, and prints the files' names. `corolab report` compares
# the medians over several files with the goals. Each ratio is of one run, so runs of different builds need not alternate.
#
# The directory build/link_orders is configured once per order (COROLAB_LINK_ORDER, a seed, see bench/CMakeLists.txt), so only the
# linking happens five times. COROLAB_OWN_PAGES is off, because it would keep the order from moving code within a page. Pinning
# the script to a quiet CPU (taskset) helps.
set -eu
cd "$(dirname "$(readlink -f "$0")")/../.."
build=$PWD/build/link_orders
orders='1 2 3 4 5'
programs='corolab corolab_cell corolab_count corolab_time'

[ $# -gt 0 ] || set -- -w '^(switch/.*|create|split/.*|depth/4)$'

say() { printf '%s\n' "$*" >&2; }

build_order() {
    mkdir -p "$build/$1"
    cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCOROLAB_OWN_PAGES=OFF -DCOROLAB_LINK_ORDER="$1" &&
        cmake --build "$build" --target $programs corolab_code_sizes &&
        (cd "$build/bench" && cp -r $programs code_sizes.txt plugins no_heap "$build/$1")
}

for order in $orders; do
    say "link order $order: building"
    build_order "$order" >"$build.log" 2>&1 || { tail -n 20 "$build.log" >&2; exit 1; }
done
# A cell that fails in one order does not keep the others from being measured; the exit status tells.
failed=0
rm -f "$build"/[0-9].json
for order in $orders; do
    say "link order $order: running"
    status=0
    "$build/$order/corolab" run "$@" -o "$build/$order.json" >&2 || status=$?
    [ "$status" -le 1 ] && [ -f "$build/$order.json" ] || exit "$status"
    [ "$status" = 0 ] || failed=1
done
printf "$build/%s.json\n" $orders
exit "$failed"
