#!/bin/sh
# SPDX-License-Identifier: MIT
# The page's code and its folder pieces/ name the same pieces, each once: page_pieces_test.sh SOURCE
set -eu
cd "$1/report/html"
names=$(sed -n 's/^<!-- piece: \(.*\) -->$/\1/p' pieces/*.html | sort)
[ -n "$names" ] || { echo "pieces/ has no piece" >&2; exit 1; }
[ "$names" = "$(printf '%s\n' "$names" | uniq)" ] || { echo "pieces/ has a piece twice" >&2; exit 1; }
for name in $names; do
    grep -q "\"$name\"" ./*.c || { echo "no code asks for the piece $name" >&2; exit 1; }
done
asked=$(cat ./*.c | tr '\n' ' ' | grep -o 'report_page_piece(text, [^;]*;' | grep -o '"[a-z-]*"' | tr -d '"')
[ -n "$asked" ] || { echo "no code asks for a piece" >&2; exit 1; }
for name in $asked; do
    printf '%s\n' "$names" | grep -qx -e "$name" || { echo "pieces/ has no piece $name" >&2; exit 1; }
done
