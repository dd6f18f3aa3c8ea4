#!/bin/sh
# SPDX-License-Identifier: MIT
# Proves that a notice is needed: notice_proof.sh quiet|found SCENE WORDS WITH WITHOUT [TOOL…]
# Plays the scene with the program that gives all notices, and with the program that lacks one, both under the tool if given.
# quiet: the scene is correct, and only without the notice does the tool report WORDS (an extended regular expression).
# found: the scene has a mistake, and only with the notice does the tool report it in WORDS.
set -u
kind=$1 scene=$2 words=$3 with=$4 without=$5
shift 5
said=$(mktemp)
trap 'rm -f "$said"' EXIT
fail() {
    cat "$said" >&2
    echo "broken promise: $1" >&2
    exit 1
}
play() { timeout 120 "$@" "$scene" >"$said" 2>&1; }
complains() { [ "$1" -ne 124 ] && grep -Eq "$words" "$said"; }        # 124: it took too long

play "$@" "$with"
status=$?
case $kind in
quiet) [ $status -eq 0 ] && [ ! -s "$said" ] || fail "the scene is played without a word when every notice is given" ;;
found) [ $status -ne 0 ] && complains $status || fail "the mistake is found when every notice is given" ;;
esac
[ "$without" != - ] || exit 0
play "$@" "$without"
status=$?
case $kind in
quiet) complains $status || fail "the tool is misled when the notice is left out" ;;
found) [ $status -eq 0 ] || fail "the mistake goes unseen when the notice is left out" ;;
esac
