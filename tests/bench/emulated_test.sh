#!/bin/sh
# SPDX-License-Identifier: MIT
# An emulated program refuses to time, with a sentence, and does the rest. emulated_test.sh FOLDER EMULATOR… starts the programs in
# FOLDER by this emulator, QEMU's user mode. Exits with 77 when it is not there.
set -u
folder=$1
shift
command -v "$1" >/dev/null 2>&1 || { echo "there is no $1 to try it with"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

fail() {
    echo "$*"
    cat out err
    exit 1
}

# ends STATUS COMMAND…: the emulated command ends so. Its words are in the files out and err.
ends() {
    expected=$1
    shift
    "$@" >out 2>err
    status=$?
    [ "$status" = "$expected" ] || fail "it ended with $status instead of $expected: $*"
}
refuses() { grep -q 'this program is emulated (.*), so it does not time' "$1" || fail "there is no refusal in $1"; }

ends 0 "$@" "$folder/corolab_time" box ready
refuses out
grep -q '"unsupported"' out || fail "corolab_time gave a number"
for pass in tails memory kernel counters; do
    workload=ready
    [ "$pass" != memory ] || workload=tasks/100
    ends 0 "$@" "$folder/corolab_cell" $pass box $workload
    grep -q '"unsupported"' out || fail "corolab_cell $pass gave a number"
done

ends 1 "$@" "$folder/corolab" run --quick -s '^box$' -w '^ready$' -o result.json
refuses err
[ ! -e result.json ] || fail "a refused run left a result file"
ends 1 "$@" "$folder/corolab" try box -o result.json
refuses err
grep -q 'check box' err || fail "try names no other word"
ends 0 "$@" "$folder/corolab" doctor
tr -s ' \n' ' ' <out >flat
grep -q 'No noise floor: this program is emulated' flat || fail "doctor measured a noise floor"
grep -q 'noisy virtualisation' flat || fail "doctor does not show the emulator"

# It starts its programs by the emulator, also where the kernel cannot; the file says so, and gives no name of the host's processor.
ends 0 "$@" "$folder/corolab" run --untimed -s '^box$' -w '^ready$' -o result.json
grep -q '"virtualisation": *"emulated: ' result.json || fail "the result file hides the emulator"
grep -q '"cpu": *"emulated ' result.json || fail "the result file names a processor"
