#!/bin/sh
# SPDX-License-Identifier: MIT
# The two examples do what they say, in less than 80 lines each. runtime_package_test.sh builds them from the installed runtime.
# examples_test.sh SOURCE GENERATOR PIPELINE [TOOL…]
set -eu
source=$1 generator=$2 pipeline=$3
shift 3

fail() { echo "broken promise: $*" >&2; exit 1; }
for example in generator pipeline; do
    [ "$(wc -l <"$source/coro/examples/$example.c")" -lt 80 ] || fail "$example.c has less than 80 lines"
done

[ "$("$@" "$generator" | xargs)" = "apple banana cherry date fig" ] || fail "two generators are merged to their ends"
[ "$("$@" "$generator" 3 | xargs)" = "apple banana cherry" ] || fail "generators are left unfinished"

kept=$({ printf '# one\ntwo\n'; sleep 0.1; printf '\n#'; sleep 0.1; printf 'three\nfour'; } | "$@" "$pipeline")
[ "$kept" = "two

four" ] || fail "a pipeline keeps the lines that are no comments, however they arrive: $kept"
[ "$(seq 20000 | "$@" "$pipeline" | cksum)" = "$(seq 20000 | cksum)" ] || fail "a pipeline prints many lines in order"
