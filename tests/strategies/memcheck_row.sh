#!/bin/sh
# SPDX-License-Identifier: MIT
# One row under valgrind: memcheck_row.sh COROLAB_COUNT ROW VALGRIND… runs it on every workload with a few items each, drops it
# in mid-await, moves it and lets it place an over-aligned frame, all in one process. Exit 77, which CTest shows as skipped, for a
# row that refuses all workloads. The probes that count allocations stay out: valgrind owns malloc here, so that it sees what the
# row does with it.
set -u
program=$1 row=$2
shift 2
set -- "$@" --soname-synonyms=somalloc=NONE "$program" probe "$row"
answers=$("$@" results drop_in_mid_await over_aligned move) || exit 1
echo "$answers"
case $answers in *'"evidence":"all '*' workloads are refused'*) exit 77 ;; esac
[ "$(echo "$answers" | grep -c '^{"behaviour":"\(works\|refuses\)"')" = 4 ]
