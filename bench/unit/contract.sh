#!/bin/sh
# SPDX-License-Identifier: MIT
# contract.sh STRATEGY_FILE COMMAND…: runs COMMAND, which compiles bench/unit/contract_check.c for that file. When the file breaks
# a rule of the contract, prints one sentence in place of the compiler's errors. Shows other errors of the file as they are.
file=$1
shift
errors=$(LC_ALL=C "$@" 2>&1 >/dev/null) && exit 0
for argument; do source=$argument; done     # the compiler's last argument

say() { printf '%s\n' "$errors" | sed -n "$1" | head -n 1; }
of_rule='s/^ *\(VALUE_\)\{0,1\}RULE("\(.*\)",$/\2/p'

line=$(say 's/.*contract_check\.c:\([0-9]*\):[0-9].*/\1/p')
[ -z "$line" ] || sentence=$(sed -n "1,${line}$of_rule" "$source" | tail -n 1)
struct=$(say "s/.*error: .*\(incomplete\|undefined\) .*'.*struct \(adapter\|call_site\|task_part\|type_part\)'.*/\2/p")
[ -z "$struct" ] || sentence=$(sed -n "$of_rule" "$source" | grep "^define struct $struct,")
type=$(say "s/.*error: .* '\(.*(\*)(.*)\)' from incompatible pointer type.*/\1/p
            s/.*error: incompatible .* initializing '\([^']*\)' .*/\1/p")
if [ -n "$type" ]; then
    line=$(say 's/.*:\([0-9]*\):[0-9]*: error: .*incompatible.*/\1/p')
    sentence="line $line: give this function the signature that strategies/strategy.h declares, $(printf '%s' "$type" | tr -s ' ')"
fi
if [ -n "$sentence" ]; then
    echo "$file: $sentence." >&2
else
    printf '%s\n' "$errors" >&2
fi
exit 1
