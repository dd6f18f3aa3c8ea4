#!/bin/sh
# SPDX-License-Identifier: MIT
# link_time_test.sh ROOT COMPILER CHECKS LIBRARY…: two units that run coroutines, optimised as one program at link time, link and run.
set -eu
root=$1 compiler=$2 checks=$3
shift 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
echo 'int main(void) { return 0; }' >"$work/empty.c"
options=
for linker in '' -fuse-ld=lld -fuse-ld=gold; do
    # shellcheck disable=SC2086
    ! "$compiler" -flto $linker "$work/empty.c" -o "$work/empty" 2>/dev/null || { options="-flto $linker"; break; }
done
[ -n "$options" ] || { echo "$compiler finds no linker for -flto: the test is skipped"; exit 77; }

sed 's/^int main(/int other_main(/' "$root/coro/examples/generator.c" >"$work/second.c"
# shellcheck disable=SC2086
"$compiler" -std=gnu11 -O2 $options "-DCORO_CHECKS=$checks" "-I$root" -w "$root/coro/examples/generator.c" "$work/second.c" "$@" \
    -o "$work/both"
words=$("$work/both" | tail -n 1)
[ "$words" = fig ] || { echo "the last word of the generator is \"$words\""; exit 1; }
