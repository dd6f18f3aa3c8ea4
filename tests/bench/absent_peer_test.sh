#!/bin/sh
# SPDX-License-Identifier: MIT
# A peer that does not compile is absent with a reason, and stops no build: absent_peer_test.sh SOURCE C_COMPILER CXX_COMPILER.
set -eu
source=$1 c=$2 cxx=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

promise() { promise=$1; echo "$1"; }
fail() { echo "broken promise: $promise" >&2; cat "$work/said" >&2; exit 1; }
compile() { sh "$source/bench/peers/absent.sh" "$@" 2>"$work/said"; }
cxx() { compile "$cxx" -std=gnu++20 -I"$source" -o "$work/peer.o" -c "$1"; }
c() { compile "$c" -std=gnu11 -I"$source" -o "$work/peer.o" -c "$1"; }
says() { strings -a "$work/peer.o" | grep -qF "$1"; }

promise "a peer that compiles is compiled, and nothing is said"
c "$source/bench/peers/virtual_call.c" || fail
[ ! -s "$work/said" ] && says "peer:virtual_call" && ! says "did not compile" || fail

promise "a C++ peer that does not compile keeps its row, which names the error"
sed 's/^struct count /strukt count /' "$source/bench/peers/boost_fiber.cpp" >"$work/boost_fiber.cpp"
cxx "$work/boost_fiber.cpp" || fail
says "peer:boost_fiber" && says "boost::context::fiber on pooled stacks" && says "did not compile where this was built" || fail
says "boost_fiber.cpp:31" && grep -q 'is absent' "$work/said" || fail

promise "so does a C peer, also when the error has quotation marks"
{ cat "$source/bench/peers/virtual_call.c"; echo '#error "a \ b"'; } >"$work/virtual_call.c"
c "$work/virtual_call.c" || fail
says "peer:virtual_call" && says '"a \ b"' || fail

promise "a file that names no peer fails as it would have"
echo 'int x = ;' >"$work/none.c"
! c "$work/none.c" || fail
grep -q 'error' "$work/said" || fail
