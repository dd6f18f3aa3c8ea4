#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes ../asio.csv anew: builds the chat server among Asio's examples, as Debian 12 ships them, with the recorder as the base of
# the library's promise, and has clients talk to it (clients.py).
#
#     apt-get install libasio-dev libasio-doc g++ python3-minimal
#     bench/traces/asio/record.sh > bench/traces/asio.csv          CXX=COMPILER: another than g++
#
# Frame sizes depend on the compiler, the number of polls on the machine's timing: a new recording differs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
asio=${ASIO:-/usr/include}
example=${EXAMPLE:-/usr/share/doc/libasio-dev/examples/cpp17/coroutines_ts/chat_server.cpp}
cxx=${CXX:-g++}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
fail() { echo "record.sh: $*" >&2; exit 1; }

# One header again, but for five lines: a base class, and the four places where a frame is made, awaited and resumed. An operation
# of the library ends its frame from its handler, which begins with attach_thread().
mkdir -p "$work/asio/impl"
sed -e 's|^class awaitable_frame_base$|& : public dyn_trace::traced_promise|' \
    -e '/void\* operator new/,/^  }/ s|return asio|void *frame = asio|' \
    -e '/void\* operator new/,/^  }/ s|^        size);|&\n    note_frame(frame, size);\n    return frame;|' \
    -e 's|^    caller_ = caller;|&\n    called_by(*caller);|' \
    -e 's|^    attached_thread_ = handler;|    resumed();\n&|' \
    -e 's|^    coro_.resume();|    resumed();\n&|' \
    "$asio/asio/impl/awaitable.hpp" > "$work/asio/impl/awaitable.hpp" || fail "Asio's headers are not there: install libasio-dev"
[ "$(grep -cE 'traced_promise$|note_frame|called_by\(\*|^    resumed\(\);' "$work/asio/impl/awaitable.hpp")" = 5 ] \
    || fail "another Asio than this was written for"
cp "$example" "$work/chat_server.cpp" || fail "the example is not there: install libasio-doc"
for header in "$asio"/asio/*; do
    [ "${header##*/}" = impl ] || ln -s "$header" "$work/asio/${header##*/}"
done
for header in "$asio"/asio/impl/*; do
    [ "${header##*/}" = awaitable.hpp ] || ln -s "$header" "$work/asio/impl/${header##*/}"
done
"$cxx" -std=c++20 -O2 -pthread -include "$here/../cpp20/dyn_trace.hpp" -I"$work" -o "$work/chat_server" "$work/chat_server.cpp"

version=$(awk '/^#define ASIO_VERSION /  { print int($3 / 100000) "." int($3 / 100) % 1000 "." $3 % 100 }' "$asio/asio/version.hpp")
export DYN_TRACE="$work/trace.csv" DYN_TRACE_CALLS="${CALLS:-2800}"
export DYN_TRACE_NOTE="the chat server among the examples of Asio $version, its coroutines' frames, $("$cxx" --version | head -1)"
python3 "$here/clients.py" "$work/chat_server"
cat "$work/trace.csv"
