#!/bin/sh
# SPDX-License-Identifier: MIT
# Holds a source tree to the three rules that keep it readable, and names each place that breaks one:
#   - includes between folders never run in a circle; a public header coro/NAME.h counts with the room that it fronts;
#   - a base name stands in one folder, so that it says which file is meant;
#   - no line of source is longer than 130 columns.
# structure.sh ROOT
set -eu
cd "$1"
failures=0
exec 3>&1
fail() { printf '%s\n' "$*" >&3; failures=1; }
sources() { find coro strategies bench report tests -type f \( -name '*.[chS]' -o -name '*.cpp' -o -name '*.hpp' -o -name '*.inc' \) | LC_ALL=C sort; }

# The room that a public header fronts: the one that holds NAME.c, or, for a header that needs none, the one given here.
fronted_room() {
    case $1 in
    coro/attributes.h | coro/checks.h | coro/polled.h | coro/version.h) echo coro/base ;;
    coro/stack.h) echo coro/stack ;;
    coro/coroutine.h | coro/split.h) echo coro/coroutine ;;
    coro/async.h | coro/task.h | coro/timer.h) echo coro/async ;;
    *) dirname "$(find coro/*/ -name "$(basename "$1" .h).c" | head -n 1)" ;;
    esac
}

rooms=$(mktemp)
includes=$(mktemp)
loops=$(mktemp)
trap 'rm -f "$rooms" "$includes" "$loops"' EXIT

for file in $(sources); do
    room=$(dirname "$file")
    case $file in
    coro/*/*) ;;
    coro/*.h)
        room=$(fronted_room "$file")
        [ "$room" != . ] || fail "$file fronts no room: there is no coro/*/$(basename "$file" .h).c, and tests/structure.sh names none"
        ;;
    esac
    printf '%s %s\n' "$file" "$room"
done >"$rooms"

# FILE HEADER, for each include of a file of the tree, with the room of each behind it.
sources | xargs grep -EHo '^[[:space:]]*#[[:space:]]*include "[^"]+"' | sed 's/:.*"\(.*\)"/ \1/' >"$includes"
awk 'NR == FNR { room[$1] = $2; next }
     ($1 in room) && ($2 in room) && room[$1] != room[$2] { print room[$1], room[$2] }' "$rooms" "$includes" | sort -u |
    tsort >/dev/null 2>"$loops" || true
if [ -s "$loops" ]; then
    fail "folders include each other in a circle:"
    sed -n 's/^tsort: \(.*\/.*\)/    \1/p' "$loops"
fi

# Rows, mains and tests aside: a row is named by its path, a main by its folder, and a test by what it mirrors.
doubles=$(awk '{ sub(/^.*\//, "", $1); sub(/\.[^.]*$/, "", $1); print $1, $2 }' "$rooms" | sort -u | awk '{ print $1 }' | uniq -d)
for name in $doubles; do
    places=$(awk -v name="$name" '{ base = $1; sub(/^.*\//, "", base); sub(/\.[^.]*$/, "", base) }
        base == name && name != "main" && $1 !~ /^tests\// && $1 !~ /^strategies\/.*\.c$/ { print $2 }' "$rooms" | sort -u)
    [ "$(printf '%s\n' "$places" | grep -c .)" -lt 2 ] || fail "the name $name stands in two folders: $(echo $places)"
done

wide=$(sources | xargs awk 'length > 130 { printf "    %s:%d: %d columns\n", FILENAME, FNR, length }')
[ -z "$wide" ] || fail "lines of more than 130 columns:
$wide"
exit $failures
