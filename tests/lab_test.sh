#!/bin/sh
# SPDX-License-Identifier: MIT
# The launcher's promises about installing and building, with stand-ins for apt-get, dpkg and cmake on the PATH, so that nothing
# is installed or built: lab_test.sh LAB. The stand-in of cmake prints $work/said and ends with $work/status.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/tree/build/release/bench" "$work/tree/build/try/bench" "$work/tree/bench/runner/try" "$work/tree/strategies/a" \
    "$work/bin" "$work/tmp"
cp "$1" "$work/tree/lab"
echo '"box", "inline_slot",' >"$work/tree/bench/runner/try/references.inc"

fail() { echo "broken promise: $promise" >&2; cat "$work"/err "$work"/calls >&2; exit 1; }
promise() { promise=$1; echo "$1"; : >"$work/calls"; }
stand_in() { printf '#!/bin/sh\n%s\n' "$2" >"$1"; chmod +x "$1"; }
lab() { PATH="$work/bin:$PATH" TMPDIR="$work/tmp" "$work/tree/lab" "$@" >"$work/out" 2>"$work/err"; }
built() { sed -n 's/^cmake --build --preset release --target //p' "$work/calls"; }

stand_in "$work/bin/dpkg" 'echo amd64'
stand_in "$work/bin/dpkg-query" "printf 'amd64 installed\ni386 installed\n'"
stand_in "$work/bin/apt-get" "echo \"apt-get \$*\" >>'$work/calls'"
stand_in "$work/bin/sudo" 'exec "$@"'
stand_in "$work/bin/cmake" "echo \"cmake \$*\" >>'$work/calls'
case \$1 in --build) cat '$work/said'; exit \$(cat '$work/status') ;; *) echo configured ;; esac"
for program in corolab corolab_files; do
    stand_in "$work/tree/build/release/bench/$program" "echo \"$program \$*\""
done
stand_in "$work/tree/build/try/bench/corolab" "echo \"corolab \$*\"; echo \"\$COROLAB_STRATEGIES\" >&2"
touch "$work/tree/strategies/mine.c" "$work/tree/strategies/a/64.c"
echo 0 >"$work/status"
printf '%s\n' '[0/2] Re-checking globbed directories...' '[1/2] Building C object a.o' '[2/2] Linking b' >"$work/said"
touch "$work/tree/build/release/build.ninja" "$work/tree/build/try/build.ninja"

promise "a package that two architectures have installed is not installed again"
lab list || fail
! grep -q apt-get "$work/calls" || fail

promise "a package whose name a newer release has extended is not installed again"
stand_in "$work/bin/dpkg-query" 'case $* in *t64*) echo amd64 installed ;; esac'
lab list || fail
! grep -q apt-get "$work/calls" || fail

promise "a package that only another architecture has is installed, and no other"
stand_in "$work/bin/dpkg-query" 'case $* in *valgrind) echo i386 installed ;; *) echo amd64 installed ;; esac'
lab list || fail
grep -q '^apt-get install .* valgrind $' "$work/calls" || grep -q '^apt-get install .* valgrind$' "$work/calls" || fail
! grep -q 'apt-get install.* gcc' "$work/calls" || fail
stand_in "$work/bin/dpkg-query" 'echo amd64 installed'

promise "a build that goes well prints nothing where standard error is no terminal"
lab list || fail
[ ! -s "$work/err" ] && [ "$(cat "$work/out")" = 'corolab list' ] || fail

promise "reading a result file builds only what reads files"
lab report some.json || fail
[ "$(built)" = corolab_files ] && [ "$(cat "$work/out")" = 'corolab_files report some.json' ] || fail

promise "advising builds only what reads files"
lab advise --preset server some.json || fail
[ "$(built)" = corolab_files ] && [ "$(cat "$work/out")" = 'corolab_files advise --preset server some.json' ] || fail

promise "comparing builds only what reads files, unless it measures"
lab compare a.json b.json || fail
[ "$(built)" = corolab_files ] || fail
promise "$promise"
lab compare a.json b.json --confirm || fail
built | grep -q corolab_time && [ "$(cat "$work/out")" = 'corolab compare a.json b.json --confirm' ] || fail
for words in '--confirm a.json b.json' 'a.json --conf b.json' '--md m.md --c a.json b.json' '--fail-if-slower 5 a.json b.json --confirm'; do
    promise "$promise"
    lab compare $words || fail
    built | grep -q corolab_time && [ "$(cat "$work/out")" = "corolab compare $words" ] || fail
done

promise "the tests expect corolab's own name, whatever was typed to start them"
stand_in "$work/bin/ctest" 'echo "ctest with ${COROLAB_CALLED-no other name}"'
lab test || fail
[ "$(built)" = all ] && [ "$(cat "$work/out")" = 'ctest with no other name' ] || fail

promise "the tests for aarch64 run with each page size and with clang, after their packages are installed"
stand_in "$work/bin/uname" 'echo x86_64'
stand_in "$work/bin/ctest" 'echo "ctest ${2##*/} $QEMU_PAGESIZE"; exit "$(cat '"'$work/ctest-status'"')"'
echo 0 >"$work/ctest-status"
lab test-aarch64 || fail
[ "$(grep -c '^ctest aarch64 \(4096\|16384\|65536\)$' "$work/out")" = 3 ] && grep -q '^ctest aarch64-clang 4096$' "$work/out" || fail
grep -q '^apt-get install .* --no-remove .*libcmocka-dev:arm64' "$work/calls" || fail
grep -q '^cmake --build --preset aarch64 --target runtime_tests$' "$work/calls" || fail
promise "they are built by one compiler where it is named, and by no other"
lab test-aarch64 gcc || fail
[ "$(grep -c '^ctest aarch64 ' "$work/out")" = 3 ] && ! grep -q clang "$work/out" || fail
lab test-aarch64 clang || fail
[ "$(grep ^ctest "$work/out")" = 'ctest aarch64-clang 4096' ] || fail
! lab test-aarch64 tcc || fail
promise "a page size at which tests fail is named, and the others still run"
echo 1 >"$work/ctest-status"
! lab test-aarch64 || fail
[ "$(grep -c '^ctest' "$work/out")" = 4 ] && grep -q 'aarch64/65536 aarch64-clang/4096$' "$work/err" || fail
promise "a machine that is aarch64 itself has no need of qemu"
stand_in "$work/bin/uname" 'echo aarch64'
! lab test-aarch64 || fail
[ ! -s "$work/calls" ] && grep -q 'is aarch64 itself' "$work/err" || fail
rm "$work/bin/uname"

promise "listing builds no program that measures, and no list of code sizes without --json"
lab list || fail
[ "$(built)" = corolab ] || fail
promise "$promise"
lab list --json || fail
[ "$(built)" = 'corolab corolab_code_sizes' ] || fail

promise "a run builds every program and list that its passes read"
lab run --quick || fail
[ "$(built)" = 'corolab corolab_cell corolab_time corolab_count corolab_code_sizes' ] || fail

promise "trying a strategy builds it and its references as libraries, and the programs without rows"
rows=$work/tree/build/try/bench/rows
for name in a/64 strategies/a/64.c; do
    lab try "$name" -o some.result || fail
    grep -q '^cmake --build --preset try --target corolab corolab_cell corolab_time corolab_count library_a_64 library_box' \
        "$work/calls" || fail
    [ "$(cat "$work/out")" = 'corolab try a/64 -o some.result' ] || fail
    [ "$(cat "$work/err")" = ":$rows/a_64.so:$rows/box.so:$rows/inline_slot.so" ] || fail
done
promise "a row of somebody else's library is tried without building another"
lab try --with ./their.so || fail
[ "$(cat "$work/out")" = 'corolab try --with ./their.so' ] && ! grep -q library_a "$work/calls" || fail

promise "words of try that make no sense are refused with status 2 and build nothing"
for words in '' nosuch 'mine a/64' '-o' '--with' --watch '--watch --with their.so'; do
    status=0
    lab try $words || status=$?
    [ "$status" = 2 ] && [ ! -s "$work/calls" ] && [ -s "$work/err" ] || fail
done

promise "a named strategy is checked by the build of try where no build has all rows, with the rows that its claims name"
release=$work/tree/build/release/bench/corolab
echo '    .of = "a/64" }, { .otherwise = { .against = "peer:none" } }, { .of = "mine" },' >"$work/tree/strategies/mine.c"
mv "$release" "$work/all"
lab check mine --json || fail
grep -q '^cmake --build --preset try --target corolab corolab_count library_mine library_a_64$' "$work/calls" || fail
[ "$(cat "$work/out")" = 'corolab check mine --json' ] && grep -q 'few workloads' "$work/err" || fail
grep -q "^:$rows/mine.so:$rows/a_64.so$" "$work/err" || fail
for words in check 'check nosuch' 'check mine --with their.so' 'check --undecidable'; do
    promise "$promise"
    lab $words 2>/dev/null || :
    built | grep -q corolab_time || fail
done
mv "$work/all" "$release"
promise "with a build of all rows there, that one checks"
lab check mine || fail
built | grep -q corolab_time && [ "$(cat "$work/out")" = 'corolab check mine' ] || fail

promise "a watched strategy is tried again at each save, also when its build fails, until the user stops it"
PATH="$work/bin:$PATH" "$work/tree/lab" try mine --watch >"$work/out" 2>"$work/err" &
watcher=$!
await() {
    tries=0
    until [ "$(grep -c "$1" "$2")" -ge "$3" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || fail
        sleep 0.1
    done
}
await Waits "$work/err" 1
echo >>"$work/tree/strategies/mine.c"
await Waits "$work/err" 2
echo 1 >"$work/status"
cp "$work/tree/strategies/mine.c" "$work/tree/other" && mv "$work/tree/other" "$work/tree/strategies/mine.c"
await Waits "$work/err" 3
kill "$watcher"
wait "$watcher" 2>/dev/null || :
[ "$(grep -c '^corolab try mine$' "$work/out")" = 2 ] && grep -q 'preset try --target library_mine' "$work/err" || fail
echo 0 >"$work/status"

promise "a new strategy needs no build of the whole table"
lab new strategy another || fail
grep -q '^cmake --build --preset try --target corolab$' "$work/calls" && [ "$(cat "$work/out")" = 'corolab new strategy another' ] || fail

promise "every word explains itself and measures nothing"
for word in list check run report advise compare doctor new; do
    lab "$word" --help || fail
    [ "$(cat "$work/out")" = "corolab_files help $word" ] || fail
    lab help "$word" || fail
    [ "$(cat "$work/out")" = "corolab_files help $word" ] || fail
done
for word in test try link-orders fuzz; do
    for order in "$word --help" "help $word"; do
        lab $order || fail
        grep -q "^usage: ./lab $word" "$work/out" || fail
    done
done
lab help || fail
[ "$(cat "$work/out")" = 'corolab_files help' ] || fail
! built | grep -qv '^corolab_files$' || fail

promise "an unknown word is refused with status 2 and builds nothing, also where nothing is built"
files=$work/tree/build/release/bench/corolab_files
for moved in '' moved; do
    [ -z "$moved" ] || mv "$files" "$work/$moved"
    for words in nosuch 'nosuch --help' 'help nosuch'; do
        status=0
        lab $words || status=$?
        [ "$status" = 2 ] && grep -q nosuch "$work/err" || fail
    done
    for word in 'link-orders --help' 'run --quick' 'report a.json'; do
        status=0
        lab "$word" || status=$?
        [ "$status" = 2 ] || fail
    done
    [ -z "$(built)" ] || fail
done
mv "$work/moved" "$files"

# A run that fails: with a result it is shown, without one it is not. `began` is older than a result by more than a clock tick.
promise "the report of a run with failed cells is shown, and the exit status tells"
stand_in "$work/tree/build/release/bench/corolab" 'case $1 in run) sleep 0.05; : >report/out/result.json; exit 1 ;; esac
echo "corolab $*"'
status=0
(cd "$work/tree" && lab report) || status=$?
[ "$status" = 1 ] && grep -q '^corolab report report/out/result.json --html' "$work/out" || fail
promise "a run that makes no result shows no older one"
stand_in "$work/tree/build/release/bench/corolab" 'case $1 in run) exit 1 ;; esac
echo "corolab $*"'
status=0
(cd "$work/tree" && lab report) || status=$?
[ "$status" = 1 ] && [ ! -s "$work/out" ] || fail
rm -r "$work/tree/report"
stand_in "$work/tree/build/release/bench/corolab" 'echo "corolab $*"'

promise "a warning of a build that goes well is shown"
printf '%s\n' '[1/2] Building C object a.o' 'a.c:1: warning: odd' '[2/2] Linking b' >"$work/said"
lab list || fail
[ "$(cat "$work/err")" = 'a.c:1: warning: odd' ] || fail

promise "of a flood of warnings the first lines are shown, and the number of the others"
{ echo '[1/2] Building C object a.o'; for line in 1 2 3 4 5 6 7 8 9; do printf 'warning\nnote\n^\n'; done; } >"$work/said"
lab list || fail
[ "$(grep -c '^warning$\|^note$\|^^$' "$work/err")" = 24 ] && grep -q 'and 3 more lines' "$work/err" || fail
printf '%s\n' '[1/2] Building C object a.o' '[2/2] Linking b' >"$work/said"

promise "a terminal sees how far ninja is"
PATH="$work/bin:$PATH" script -qec "'$work/tree/lab' list" /dev/null >"$work/out" </dev/null || fail
grep -q '\[1/2\]' "$work/out" && grep -q '\[2/2\]' "$work/out" || fail

promise "a build that fails shows the first error first, no command line, and ends with status 1"
printf '%s\n' '[1/3] Building C object a.o' 'FAILED: a.o ' '/usr/bin/cc -c a.c' 'a.c:1: error: wrong' \
    '[2/3] Building C object b.o' 'FAILED: b.o ' '/usr/bin/cc -c b.c' 'b.c:1: error: wrong, too' \
    'ninja: build stopped: subcommand failed.' >"$work/said"
echo 1 >"$work/status"
status=0
lab list || status=$?
[ "$status" = 1 ] && [ "$(head -n 1 "$work/err")" = 'a.c:1: error: wrong' ] && ! grep -Eq 'usr/bin|b\.c' "$work/err" || fail
[ ! -s "$work/out" ] || fail

promise "no file is left behind, neither a log nor a lock"
[ -z "$(ls -A "$work/tmp")" ] && [ "$(ls -A "$work/tree/build" | tr '\n' ' ')" = 'aarch64 aarch64-clang release try ' ] || fail
