#!/bin/sh
# SPDX-License-Identifier: MIT
# The help of each word names the options that its source file takes, and no other. Every help fits 80 columns, and the overview
# fits a screen.
#
#   help_options_test.sh COROLAB_FILES ROOT
set -eu
corolab=$1 root=$2 failed=0

complain() {
    printf '%s\n' "$*" >&2
    failed=1
}

# The long options in tables of getopt, and those that a file compares with a word. --with is taken before the word sees it.
taken_options() {
    sed -nE 's/.*(strcmp|strncmp)\([a-z]+(\[[^]]*\])?, "--([a-z-]+)=?".*/\3/p' "$root/$1"
    grep -oE '\{ ?"[a-z-]+", (no|required)_argument' "$root/$1" | sed -E 's/\{ ?"([a-z-]+)".*/\1/'
    sed -nE 's/^ *static const char option\[\] = "--([a-z-]+)".*/\1/p' "$root/$1"
}

# Commands in backquotes are other words'.
named_options() {
    "$corolab" help "$1" | tr '\n' ' ' | sed 's/`[^`]*`//g' | grep -oE -- '(^|[[ ,])--[a-z][a-z-]*' | sed -E 's/.*--//'
}

unlike() { sort -u | grep -vxE 'help|with|watch' || :; }

while read -r word file; do
    taken=$(taken_options "$file" | unlike)
    named=$(named_options "$word" | unlike)
    [ "$taken" = "$named" ] || complain "$word takes" $taken "but its help names" $named
    "$corolab" help "$word" | grep -q "^usage: corolab $word" || complain "the help of $word does not begin with its usage"
    "$corolab" help "$word" | grep -nE '^.{81}' && complain "the help of $word has lines of more than 80 columns"
done <<'END'
list bench/runner/command/list.c
check bench/check/check.c
run bench/runner/plan/options.c
try bench/runner/try/try.c
report report/report.c
advise report/advise.c
trace report/trace.c
compare bench/runner/compare/compare.c
doctor bench/runner/command/doctor.c
new bench/runner/command/new.c
END
lines=$("$corolab" help | wc -l)
[ "$lines" -le 24 ] || complain "the overview has $lines lines, more than a screen"
exit "$failed"
