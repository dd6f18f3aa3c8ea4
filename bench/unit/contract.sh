#!/bin/sh
# SPDX-License-Identifier: MIT
# contract.sh STRATEGY_FILE COMMAND…: runs COMMAND, which compiles bench/unit/contract_check.c for that file, and prints one sentence in
# place of the compiler's errors when the file breaks a rule of the contract. Other errors of the file are shown as they are.
file=$1
shift
errors=$(LC_ALL=C "$@" 2>&1 >/dev/null) && exit 0
for argument; do source=$argument; done     # the compiler's last argument

for line in $(printf '%s\n' "$errors" | sed -n 's/.*contract_check\.c:\([0-9]*\).*/\1/p'); do
    sentence=$(sed -n "${line}s/^ *\(VALUE_\)\{0,1\}RULE(\"\(.*\)\",\$/\2/p" "$source")
    [ -z "$sentence" ] || break
done
struct=$(printf '%s\n' "$errors" | sed -n "s/.*error: .*\(incomplete\|undefined\) type '.*struct \(adapter\|call_site\|task_part\|type_part\)'.*/\2/p")
if [ -z "$sentence" ] && [ -n "$struct" ]; then
    sentence=$(sed -n "s/^RULE(\"\(define struct $struct,.*\)\",\$/\1/p" "$source")
fi
if [ -z "$sentence" ]; then
    sentence=$(printf '%s\n' "$errors" | sed -n "s/.*:\([0-9]*\):[0-9]*: error: .* '\(.*(\*)(.*)\)' from incompatible pointer type.*/line \1: \
give this function the signature that strategies\/strategy.h declares, \2/p")
fi
if [ -n "$sentence" ]; then
    echo "$file: $sentence." >&2
else
    printf '%s\n' "$errors" >&2
fi
exit 1
