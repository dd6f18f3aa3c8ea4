#!/bin/sh
# SPDX-License-Identifier: MIT
# README.md has the workloads that the table has, no more and no fewer: readme_glossary_test.sh COROLAB SOURCE
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" list | sh "$2/report/glossary" >"$work/table"
sed -n '/^<!-- glossary made by/,/^<!-- glossary to here/p' "$2/README.md" | grep '^|' >"$work/readme"
[ "$(wc -l <"$work/table")" -gt 10 ] || { echo "the list has no workloads" >&2; exit 1; }
diff "$work/readme" "$work/table" || { echo "README.md is not up to date: report/readme renews it" >&2; exit 1; }
[ "$(wc -l <"$2/README.md")" -lt 200 ] || { echo "README.md has 200 lines or more" >&2; exit 1; }
