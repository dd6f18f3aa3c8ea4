#!/bin/sh
# SPDX-License-Identifier: MIT
# contract.sh STRATEGY_FILE COMMAND…: runs COMMAND, which compiles bench/unit/contract_check.c for that file. When the file breaks
# a rule of the contract, prints one sentence in place of the compiler's errors. Shows other errors of the file as they are.
file=$1
shift
errors=$(LC_ALL=C "$@" 2>&1 >/dev/null) && exit 0
for argument; do source=$argument; done     # the compiler's last argument

for line in $(printf '%s\n' "$errors" | sed -n 's/.*contract_check\.c:\([0-9]*\).*/\1/p'); do
    sentence=$(sed -n "${line}s/^ *\(VALUE_\)\{0,1\}RULE(\"\(.*\)\",\$/\2/p" "$source")
    [ -z "$sentence" ] || break
done
say() { printf '%s\n' "$errors" | sed -n "$1"; }
[ -n "$sentence" ] || struct=$(say "s/.*error: .*[ed] type '.*struct \(adapter\|call_site\|task_part\|type_part\)'.*/\1/p")
if [ -n "$struct" ]; then
    sentence=$(sed -n "s/^RULE(\"\(define struct $struct,.*\)\",\$/\1/p" "$source")
fi
if [ -z "$sentence" ]; then
    type=$(say "s/.*error: .* '\(.*(\*)(.*)\)' from incompatible pointer type.*/\1/p")
    line=$(say "s/.*:\([0-9]*\):[0-9]*: error: .* from incompatible pointer type.*/\1/p")
    [ -z "$type" ] || sentence="line $line: give this function the signature that strategies/strategy.h declares, $type"
fi
if [ -n "$sentence" ]; then
    echo "$file: $sentence." >&2
else
    printf '%s\n' "$errors" >&2
fi
exit 1
