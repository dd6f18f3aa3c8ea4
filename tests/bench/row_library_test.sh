#!/bin/sh
# SPDX-License-Identifier: MIT
# A library of rows that cannot be used is refused by one sentence and exit status 2, and nothing of it runs.
# row_library_test.sh COROLAB C_COMPILER SOURCE MADE CHECKS: the tree, the folder of the build's headers, and its CORO_CHECKS.
set -eu
corolab=$1 cc=$2 source=$3 made=$4 checks=$5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

promise() { promise=$1; echo "$1"; }
fail() { echo "broken promise: $promise${1:+: $1}" >&2; cat said >&2; exit 1; }
# library NAME SOURCE-LINES: the includes give the build's name, ROW_LIBRARY_BUILD.
library() {
    printf '%s\n' '#include <stdio.h>' '#include <stdlib.h>' '#include "bench/table/workload.h"' '#include "bench/table/row_library.h"' \
        '#include "row_library_build.h"' "$2" >"$1.c"
    $cc -DCORO_CHECKS="$checks" -std=gnu11 -fPIC -shared -I"$source" -I"$made" "$1.c" -o "$1.so"
}
refused() {
    status=0
    "$corolab" list --with "$1" >out 2>said || status=$?
    [ "$status" = 2 ] || fail "exit status $status"
    [ "$(wc -l <said)" = 1 ] || fail "more than one line"
    grep -qF -- "$2" said || fail "the sentence lacks: $2"
    [ ! -s out ] || fail "it prints to standard output"
}
crash='__attribute__((constructor)) static void crash(void) { *(volatile int *)8 = 1; }'
exported='const struct row_library corolab_row_library = { .build = BUILD, .rows = rows, .rows_end = rows + 1 };'
one_row='static struct row row = { .card = { .name = NAME, .sentence = "a row" } }; static const struct row *const rows[] = { &row };'

promise "a missing file, a file that is no library, and a library without rows"
refused ./none.so "cannot be loaded: No such file or directory"
ln -s nowhere dangling.so
refused ./dangling.so "cannot be loaded: No such file or directory"
echo text >text.so
refused ./text.so "cannot be loaded: file too short"
library plain 'int x;'
refused ./plain.so "plain.so is no library of rows: it exports no corolab_row_library"
library empty 'const struct row_library corolab_row_library = { .build = ROW_LIBRARY_BUILD };'
refused ./empty.so "empty.so holds no row"

promise "a library of another build"
library other "#define BUILD \"corolab 0.0.1, contract 0123456789ab\"
#define NAME \"my_idea\"
$one_row $exported"
refused ./other.so "other.so was built for corolab 0.0.1, contract 0123456789ab, and this is corolab"

promise "a function that this program lacks"
library lacking 'extern int coro_of_tomorrow(void); int call(void) { return coro_of_tomorrow(); }'
refused ./lacking.so "needs coro_of_tomorrow, which this program lacks: build it again with this corolab"

promise "a row of a name that the table has, from the program or from another library"
library again "#define BUILD ROW_LIBRARY_BUILD
#define NAME \"box\"
$one_row $exported"
refused ./again.so "again.so has a row box, as the table has already: give its file another name"
library first "#define BUILD ROW_LIBRARY_BUILD
#define NAME \"my_idea\"
$one_row $exported"
cp first.so second.so
COROLAB_STRATEGIES=./first.so refused ./second.so "second.so has a row my_idea, as the table has already"

promise "a workload of a name that its row has"
library twice "#define BUILD ROW_LIBRARY_BUILD
static const struct workload load = { .name = \"ready\", .question = \"?\", .item = \"item\" };
static const struct workload *const loads[] = { &load };
static struct row row = { .card = { .name = \"box\" }, .extends = true, .workloads = loads, .workload_count = 1 };
static const struct row *const rows[] = { &row };
$exported"
refused ./twice.so "twice.so has a workload ready, as the row box has already: give it another name"

promise "a library that crashes, ends the program or prints while it is loaded"
library crashing "$crash"
refused ./crashing.so "crashing.so crashes: Segmentation fault"
library leaving '__attribute__((constructor)) static void leave(void) { exit(0); }'
refused ./leaving.so "leaving.so ends the program with exit status 0"
library chatty "#define BUILD ROW_LIBRARY_BUILD
#define NAME \"my_idea\"
$one_row $exported
__attribute__((constructor)) static void chat(void) { puts(\"hello\"); }"
"$corolab" list --json --with ./chatty.so >out 2>said || fail "it is not loaded"
head -c 1 out | grep -q '{' && grep -qx hello said || fail "its words are not on standard error"

promise "a constructor that stops, closes descriptors, leaves a process, or ends with any status: a sentence on its library"
library stopping '#include <signal.h>
__attribute__((constructor)) static void stop(void) { raise(SIGSTOP); }'
mkdir beside
(cd beside && refused ../stopping.so "stopping.so takes more than 20 seconds") &
stopping=$!
library leaving113 '__attribute__((constructor)) static void leave(void) { _Exit(113); }'
COROLAB_STRATEGIES=./first.so refused ./leaving113.so "leaving113.so ends the program with exit status 113"
library closing '#define _GNU_SOURCE
#include <unistd.h>
__attribute__((constructor)) static void close_all(void) { for (int i = 0; i < 64; i++) close(i); }'
refused ./closing.so "closing.so closes standard input, output or error while it is loaded"
library forking '#include <unistd.h>
__attribute__((constructor)) static void leave(void) { if (fork() == 0) { sleep(100); _exit(0); } }'
refused ./forking.so "forking.so leaves a process behind when it is loaded"

promise "a special file, and a library that is cut"
mkfifo pipe.so
refused ./pipe.so "pipe.so is not a regular file"
refused /dev/zero "/dev/zero is not a regular file"
for bytes in 30 200 5000; do
    head -c "$bytes" first.so >cut.so
    refused ./cut.so "cut.so is cut: its headers describe more than the file's $bytes bytes"
done

promise "list names the row whose refusal() crashes, ends the program or does not return, and shows the others"
# asked NAME BODY SENTENCE
asked() {
    library "$1" "#include <unistd.h>
#define BUILD ROW_LIBRARY_BUILD
#define NAME \"$1\"
static const char *refusal(void) { $2 }
static struct row row = { .card = { .name = NAME, .sentence = \"a row\" }, .refusal = refusal };
static const struct row *const rows[] = { &row };
$exported"
    "$corolab" list --with "./$1.so" >out 2>said || fail "exit status $?"
    tr -s ' \n' ' ' <out | grep -qF "It cannot run here: $3" && grep -q '^workloads' out || fail "$3"
}
asked row_that_crashes '*(volatile int *)8 = 1; return NULL;' 'its refusal() crashes: Segmentation fault'
asked row_that_ends '_exit(0);' 'its refusal() ends the program with exit status 0'
asked row_that_hangs 'for (;;) pause();' 'its refusal() takes more than 5 seconds'
asked row_that_refuses 'puts("words"); return "no such machine";' 'no such machine'
wait "$stopping" || fail "a constructor that stops"

promise "without a program that was linked without a heap, the probe no_heap is not asked"
library bare "#define BUILD ROW_LIBRARY_BUILD
#define NAME \"bare\"
static const struct row_probes probes;
static struct row row = { .card = { .name = NAME, .sentence = \"a row\" }, .probes = &probes };
static const struct row *const rows[] = { &row };
$exported"
COROLAB_STRATEGIES=./bare.so "$(dirname "$corolab")/corolab_count" probe bare no_heap >said 2>&1 || fail "exit status $?"
grep -q '"refuses".*not asked: the build has not tried' said || fail

promise "folders: empty, missing, unreadable; a path with a colon; an option without a path"
mkdir none 'a:b' 'with spaces'
refused ./none "none has no library, NAME.so"
refused ./missing/ "cannot be loaded: No such file or directory"
cp first.so 'a:b'
refused ./a:b/first.so "its path has a colon"
[ "$(id -u)" = 0 ] || { mkdir -m 0 closed; refused ./closed "cannot be read: Permission denied"; }
status=0
"$corolab" list --with >out 2>said || status=$?
[ "$status" = 2 ] && grep -q 'takes a library of rows' said || fail

promise "a library is loaded once, however often it is named; spaces in its path do not matter"
cp first.so 'with spaces'
COROLAB_STRATEGIES="with spaces::$work/with spaces/first.so" "$corolab" list --with='with spaces/first.so' --with 'with spaces' \
    >out 2>said || fail
[ "$(grep -c my_idea out)" = 1 ] || fail
