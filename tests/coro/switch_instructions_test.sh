#!/bin/sh
# SPDX-License-Identifier: MIT
# Counts the instructions of a resume and a suspend by qemu, which prints a line for each one executed, and checks that the native
# context takes at most 0.55 times those of fcontext: switch_instructions_test.sh EMULATOR… -- DIRECTORY
# The directory has the programs switch_loop_CONTEXT. The difference of two runs leaves out how a program starts.
set -eu
emulator=
while [ "$1" != -- ]; do
    emulator="$emulator $1"
    shift
done
programs=$2
pairs=1000

executed() { $emulator -singlestep -d exec,nochain -D /dev/stdout "$1" "$2" | grep -c '^Trace'; }

per_pair() {
    more=$(executed "$1" $((2 * pairs)))
    less=$(executed "$1" "$pairs")
    echo $(((more - less + pairs / 2) / pairs))
}

for context in native fcontext ucontext; do
    count=$(per_pair "$programs/switch_loop_$context")
    echo "$context: $count instructions for a resume and a suspend"
    [ "$count" -gt 0 ] || { echo "$emulator counts nothing"; exit 1; }
    eval "$context=$count"
done
[ $((100 * native)) -le $((55 * fcontext)) ] || { echo "native takes more than 0.55 x fcontext"; exit 1; }
