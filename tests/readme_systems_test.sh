#!/bin/sh
# SPDX-License-Identifier: MIT
# README.md has the systems that the table has, no more and no fewer: readme_systems_test.sh COROLAB SOURCE
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" list --systems --md | grep '^|' >"$work/table"
sed -n '/^<!-- systems made by/,/^<!-- systems to here/p' "$2/README.md" | grep '^|' >"$work/readme"
[ -s "$work/table" ] || { echo "the table cites no system" >&2; exit 1; }
diff "$work/readme" "$work/table" || { echo "README.md is not up to date: report/readme renews it" >&2; exit 1; }
