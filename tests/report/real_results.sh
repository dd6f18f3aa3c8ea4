#!/bin/sh
# SPDX-License-Identifier: MIT
# Real result files for the tests that spoil them, made by the program itself: real_results.sh COROLAB DIRECTORY timed|untimed
set -eu
corolab=$1
directory=$2
mkdir -p "$directory"

make() {
    name=$1
    shift
    "$corolab" run "$@" --force -o "$directory/$name.json" >"$directory/$name.log" 2>&1 || { cat "$directory/$name.log" >&2; exit 1; }
}

make untimed --untimed -s '^(static_dispatch|box|inline_slot|stackfuture|stackful/fcontext|peer:raw_fcontext)$' \
    -w '^(ready|frame/4096|switch/flat)$'
# With a build that times there are probes, claims and all metrics in it, too. A row for each place of a frame.
rows='static_dispatch|poll_next|box|inline_slot|side_stack/param|stackful/fcontext|coroutine_per_call/pooled|peer:raw_fcontext'
[ "$3" = untimed ] || make timed --quick -s "^($rows)\$" -w '^(ready|switch/flat)$'
