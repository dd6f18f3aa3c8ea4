#!/bin/sh
# SPDX-License-Identifier: MIT
# One row under valgrind: memcheck_row.sh COROLAB_COUNT ROW VALGRIND… runs it on every workload with a few items each, drops it
# in mid-await, moves it and lets it place an over-aligned frame. Exit 77, which CTest shows as skipped, for a row that refuses
# all workloads. The probes that count allocations stay out: valgrind owns malloc here, so that it sees what the row does with it.
set -u
program=$1 row=$2
shift 2
for probe in results drop_in_mid_await over_aligned move; do
    answer=$("$@" --soname-synonyms=somalloc=NONE "$program" probe "$row" "$probe") || exit 1
    echo "$answer"
    case $answer in
    *'"evidence":"all '*' workloads are refused'*) exit 77 ;;
    *'"behaviour":"fails"'*) exit 1 ;;
    '{'*) ;;
    *) exit 1 ;;
    esac
done
