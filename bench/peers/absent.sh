#!/bin/sh
# SPDX-License-Identifier: MIT
# absent.sh COMMAND…: runs COMMAND, which compiles a file of bench/peers, its last argument. When the file does not compile, a row
# of its name takes its place, with the compiler's first error as the reason: one peer does not stop the build.
errors=$(LC_ALL=C "$@" 2>&1) && { [ -z "$errors" ] || printf '%s\n' "$errors" >&2; exit 0; }
for argument; do source=$argument; done
object='' previous=''
for argument; do
    [ "$previous" != -o ] || object=$argument
    previous=$argument
done

# The value of a field of the row's card: the macro of a file that switches, or the initialiser of another.
value_of() { sed -n "s/^#define $1 \(\".*\"\)$/\1/p; s/^ *\.$2 = \(\"[^\"]*\"\),.*/\1/p" "$source" | head -n 1; }
name=$(sed -n 's/.*\("peer:[^"]*"\).*/\1/p' "$source" | head -n 1)
sentence=$(value_of PEER_SENTENCE sentence)
sentence=${sentence:-'"a peer that did not compile"'}
model=$(value_of PEER_MODEL caller)
model=${model:-'"stackful"'}
error=$(printf '%s\n' "$errors" | sed -n 's/^.*\/\([^/]*:[0-9]*:[0-9]*: \(fatal \)\{0,1\}error: .*\)/\1/p' | head -n 1)
[ -n "$error" ] || error=$(printf '%s\n' "$errors" | tail -n 1)
reason=$(printf 'it did not compile where this was built: %s' "$error" | LC_ALL=C tr -c ' -~' ' ' | cut -c 1-240 |
    sed 's/[\\"]/\\&/g')
if [ -z "$name" ] || [ -z "$object" ]; then
    printf '%s\n' "$errors" >&2
    exit 1
fi

case $source in *.c) stub=$object.absent.c ;; *) stub=$object.absent.cpp ;; esac
cat >"$stub" <<END
/* Made by bench/peers/absent.sh. */
#ifdef __cplusplus
extern "C" {
#endif
#include "bench/switches/switch_data.h"
#include "bench/table/workload.h"
#ifdef __cplusplus
}
#endif
#define PEER_NAME $name
#define PEER_SENTENCE $sentence
#define PEER_MODEL $model
#define PEER_ABSENCE "$reason"
#include "bench/peers/absent_peer.h"
END
printf '%s is absent: %s\n' "$name" "$reason" >&2
count=$#
while [ "$count" -gt 1 ]; do
    set -- "$@" "$1"
    shift
    count=$((count - 1))
done
shift
exec "$@" "$stub"
