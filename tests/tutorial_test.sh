#!/bin/sh
# SPDX-License-Identifier: MIT
# Follows strategies/TUTORIAL.md to the letter, in a copy of the tree: it runs each block of commands, and writes each block of C into
# the file that the line before names. build/release of the copy is the build that runs this test, since another would take minutes.
# tutorial_test.sh SOURCE BUILD
set -eu
source=$1 build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tree" "$work/home" "$work/steps"
unset COROLAB_STRATEGIES DESTDIR
export HOME="$work/home"

# As git would check it out, with what is not committed yet.
cd "$source"
if [ -e .git ]; then
    git ls-files -co --exclude-standard -z | xargs -0 sh -c 'for file; do [ ! -e "$file" ] || printf "%s\0" "$file"; done' sh |
        tar -c --null -T - | tar -x -C "$work/tree"
else
    tar -c --exclude=./build . | tar -x -C "$work/tree"
fi

# Each block becomes a file: 01.sh, 02.c and so on. A file in C has the path of its target in the line above it, in NAME.to.
awk -v steps="$work/steps/" '
    /^```/ && !block { block = sprintf("%s%02d", steps, ++count); kind = substr($0, 4)
                       if (kind == "c") { n = split(named, parts, "`"); print parts[n - 1] >(block ".to") }
                       next }
    /^```/ { block = ""; next }
    block { print >(block "." kind); next }
    /`/ { named = $0 }
    ' strategies/TUTORIAL.md

# The words that the output of the blocks has to have, a line for each; a number is not one of them.
expected() {
    case $1 in
    01) printf '%s\n' 'strategies/grow_site.c is written' 'conforms' 'one heap allocation per next()' ;;
    03) printf '%s\n' 'conforms' 'the call site keeps one box, which only grows' 'same place' ;;
    04) printf '%s\n' 'pairs.h is written' 'libgrow_more.so' 'libpairs.so' ;;
    05) printf '%s\n' 'grow_more' 'conforms' 'ideas.json' 'pairs' ;;
    esac
}
fail() { echo "$1" >&2; cat "$work/said" >&2; exit 1; }

cd "$work/tree"
for step in "$work"/steps/*.sh "$work"/steps/*.c; do echo "$step"; done | sort >"$work/order"
[ "$(wc -l <"$work/order")" = 5 ] || { cat "$work/order" >&2; fail "the tutorial has other blocks than this test knows"; }
place=$work/tree
while read -r step; do
    number=$(basename "${step%.*}")
    case $step in
    *.c) cp "$step" "$work/tree/$(cat "${step%.c}.to")" ;;
    *.sh)
        echo "block $number"
        sed "s|build/release|'$build'|" "$step" >"$step.run"
        printf '%s\n' "pwd >'$work/place'" >>"$step.run"
        (cd "$place" && sh -eu "$step.run") >"$work/said" 2>&1 </dev/null || fail "block $number of the tutorial fails"
        place=$(cat "$work/place")
        expected "$number" | while read -r words; do
            grep -qF -- "$words" "$work/said" || fail "block $number of the tutorial does not say: $words"
        done
        ;;
    esac
done <"$work/order"
