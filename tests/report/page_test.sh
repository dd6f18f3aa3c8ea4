#!/bin/sh
# SPDX-License-Identifier: MIT
# The page of a real run opens in a browser, asks for nothing outside itself, and shows its parts: page_test.sh COROLAB [RUN OPTION…].
# Exit 77, which CTest shows as skipped, where no browser is installed.
set -eu
corolab=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

promise() { echo "$1"; }
fail() { echo "broken promise: $1" >&2; exit 1; }

promise "a run of rows of each kind makes a page"
rows='^(static_dispatch|poll_next|box|inline_slot|side_stack/param|stackful/fcontext|coroutine_per_call/pooled|peer:raw_fcontext)$'
"$corolab" run --quick -s "$rows" -w '^(ready|switch/flat)$' -o "$work/result.json" "$@" >"$work/run.log" 2>&1 || { cat "$work/run.log"; fail "the run"; }
"$corolab" report "$work/result.json" --html "$work/page.html" >/dev/null || fail "the report"

promise "the page is smaller than a megabyte, runs no script and needs nothing but itself"
[ "$(wc -c <"$work/page.html")" -lt 1000000 ] || fail "its size"
! sed 's/<link rel="icon" href="data:,">//' "$work/page.html" | grep -Eq '<script|<link|<iframe|@import|src="|url\(' || fail "it asks for something outside"

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
    echo "skipped: no Chromium is installed"
    exit 77
}
browse() {
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$work/profile" "$@" "file://$work/page.html" 2>"$work/browser.log"
}

promise "the browser shows every part"
browse --dump-dom >"$work/dom.html" || { cat "$work/browser.log"; fail "the browser"; }
for part in "their downsides" "Strategies × workloads" "Switches and stacks" "could not run" \
    "What a mean hides" "real counterpart"; do
    grep -qi "$part" "$work/dom.html" || fail "no part named $part"
done
[ "$(grep -o '<section' "$work/page.html" | wc -l)" = "$(grep -o '<section' "$work/dom.html" | wc -l)" ] || fail "parts are lost"

promise "it draws, in light and in dark, and prints"
browse --window-size=1200,2000 --hide-scrollbars --screenshot="$work/light.png" >/dev/null || fail "light"
browse --window-size=1200,2000 --hide-scrollbars --blink-settings=preferredColorScheme=0 --screenshot="$work/dark.png" >/dev/null || fail "dark"
browse --print-to-pdf="$work/page.pdf" >/dev/null || fail "print"
[ "$(wc -c <"$work/light.png")" -gt 20000 ] || fail "the light picture is blank"
! cmp -s "$work/light.png" "$work/dark.png" || fail "dark looks like light"
[ "$(head -c 4 "$work/page.pdf")" = "%PDF" ] || fail "no PDF"
