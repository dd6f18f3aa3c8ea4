#!/bin/sh
# SPDX-License-Identifier: MIT
# Other projects find, build and run the installed runtime, each way that a project can, and get a sentence where they cannot.
# runtime_package_test.sh CMAKE BUILD SOURCE COMPILER [TOOLCHAIN_FILE EMULATOR…]
set -eu
cmake=$1 build=$2 source=$3 compiler=$4 toolchain=${5-}
shift 4
[ $# = 0 ] || shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset DESTDIR CFLAGS CXXFLAGS LDFLAGS CMAKE_PREFIX_PATH PKG_CONFIG_PATH LD_LIBRARY_PATH
prefix="$work/the prefix"
emulator=$*
machine=$("$compiler" -dumpmachine | cut -d - -f 1)

promise() { promise=$1; echo "$1"; }
fail() { echo "broken promise: $promise${1:+: $1}" >&2; cat said >&2; exit 1; }

# The sentence, whose words CMake may have broken into lines.
expect_said() { tr -s ' \n' ' ' <said | grep -qF "$1" || fail "no sentence: $1"; }

# project LANGUAGE TEXT: a project with one program of that language, which configures, or not.
project() {
    rm -rf own
    mkdir own
    printf 'cmake_minimum_required(VERSION 3.25)\nproject(own %s)\n%s\n' "$1" "$2" >own/CMakeLists.txt
    cp own.c "$source/coro/examples/pipeline.c" own
    cp own.c own/own.cpp
}
configure() {
    "$cmake" -G Ninja -S own -B own/build -DCMAKE_PREFIX_PATH="$prefix" ${toolchain:+-DCMAKE_TOOLCHAIN_FILE="$toolchain"} "$@" >said 2>&1
}
refused() {
    sentence=$1
    shift
    ! configure "$@" || fail "accepted"
    expect_said "$sentence"
}
runs() {
    configure "$@" && "$cmake" --build own/build >said 2>&1 || fail
    [ "$($emulator own/build/own)" = "1 2 3" ] || fail "the program says something else"
}

cat >own.c <<'END'
#include <coro/coroutine.h>
#include <coro/executor.h>
#include <stdio.h>
static struct coro_polled count(struct coro *self, void *arg)
{
    for (int *at = (int *)arg; *at < 3 && !coro_suspend(self);)
        ++*at;
    return coro_none();
}
int main(void)
{
    static char memory[32768] __attribute__((aligned(64)));
    struct coro_stack stack = { memory, sizeof memory };
    struct coro_executor executor;
    int at = 1;
    coro_executor_init(&executor);
    struct coro *co = coro_init(stack, count, &at);
    for (const char *before = ""; coro_resume(co) == CORO_OK && !coro_is_finished(co); before = " ")
        printf("%s%d", before, at);
    printf(" %d\n", at);
    coro_fini(co);
    coro_executor_fini(&executor);
    return 0;
}
END

promise "it is installed to a path with spaces, over an older one, and has nothing of the laboratory"
mkdir -p "$prefix/lib" "$prefix/include/coro"
touch -d 2020-01-01 "$prefix/lib/libcoro.so.0.0.9" "$prefix/lib/libcoro.a" "$prefix/include/coro/version.h"
ln -s libcoro.so.0.0.9 "$prefix/lib/libcoro.so"
"$cmake" --install "$build" --component runtime --prefix "$prefix" >said 2>&1 || fail
(cd "$prefix" && find . -type f) >files
! grep -vE '^\./(include/coro/|lib[^ ]*/(libcoro(_io)?\.|pkgconfig/coro|cmake/corolab/))' files >said || fail "files of others"
! grep -rlE '(strategies|bench|report|tests)/[a-z]+\.h"' "$prefix/include" >said || fail "headers of the laboratory"

promise "the libraries have under 100 kB of text and data, and no global symbols but coro_*"
for library in coro coro_io; do
    file=$(find "$prefix" -name "lib$library.so.0.1.0")
    size "$file" >said && awk 'NR == 2 && $1 + $2 < 100000 { small = 1 } END { exit !small }' said || fail "$library"
    nm -D --defined-only "$file" | grep -v ' coro_' >said && fail "$library exports more"
    nm -g --defined-only "$(find "$prefix" -name "lib$library.a")" | grep -E '^[0-9a-f]+ . ' | grep -v ' coro_' >said &&
        fail "the archive $library exports more"
    readelf -d "$file" >said && grep -qF "Library soname: [lib$library.so.0.1]" said || fail
done

# Words of the commands that compile and link the project.
expect_words() {
    for word in "$@"; do
        grep -qF -e "$word" own/build/build.ninja || fail "the project is built without $word"
    done
}

promise "find_package serves C and C++, static and shared, with the options that the code needs"
text='find_package(corolab 0.1 REQUIRED COMPONENTS runtime io)
add_executable(own own.c)
target_link_libraries(own PRIVATE corolab::coro)
add_executable(pipeline pipeline.c)
target_link_libraries(pipeline PRIVATE corolab::io)'
project C "$text"
runs -DCMAKE_C_STANDARD=99 -DCMAKE_C_EXTENSIONS=OFF -DCMAKE_C_FLAGS="-Wall -Wextra -Werror"
expect_words CORO_CHECKS=1 -fstack-clash-protection -z,now
[ "$(echo line | $emulator own/build/pipeline)" = line ] || fail "the pipeline prints something else"
project C "$(echo "$text" | sed 's/:\(coro\|io\))/:\1_shared)/')"
runs -DCMAKE_BUILD_TYPE=Release -DCOROLAB_TRACE=ON
expect_words CORO_CHECKS=0 CORO_TRACE=1
[ "$(echo line | $emulator own/build/pipeline)" = line ] || fail "the pipeline prints something else"

project C "$text"
runs -DCMAKE_EXE_LINKER_FLAGS=-static
[ "$(echo line | $emulator own/build/pipeline)" = line ] || fail "the pipeline prints something else"

project CXX "$(echo "$text" | sed 's/\.c)/.cpp)/; /pipeline/d')"
runs -DCMAKE_CXX_FLAGS="-Wall -Wextra -Werror"

promise "pkg-config serves a plain compiler, static and shared"
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name coro.pc)")
libraries=$(dirname "$PKG_CONFIG_PATH")
export PKG_CONFIG_PATH
eval "$compiler -O2 own.c -o shared $(pkg-config --cflags --libs coro)" >said 2>&1 || fail
[ "$(LD_LIBRARY_PATH=$libraries $emulator ./shared)" = "1 2 3" ] || fail "the program says something else"
eval "$compiler -O2 -static own.c -o static $(pkg-config --static --cflags --libs coro)" >said 2>&1 || fail
[ "$($emulator ./static)" = "1 2 3" ] || fail "the program says something else"
eval "$compiler -O2 -static '$source/coro/examples/pipeline.c' -o static $(pkg-config --static --cflags --libs coro_io)" >said 2>&1 || fail
[ "$(echo line | $emulator ./static)" = line ] || fail "the pipeline prints something else"

promise "the examples are built by the commands in them"
mkdir examples
cp "$source"/coro/examples/*.c examples
cd examples
cc() { command "$compiler" "$@"; }
for example in generator pipeline; do
    command=$(sed -n 's/^ \*     \(cc .*\)/\1/p' $example.c)
    eval "$(eval "printf '%s' \"$command\"")" >said 2>&1 || fail "$command"
done
cd ..
LD_LIBRARY_PATH=$libraries sh "$source/tests/coro/examples_test.sh" "$source" examples/generator examples/pipeline "$@" >said 2>&1 || fail

promise "add_subdirectory and FetchContent need C and Boost.Context alone, and leave the project as it is"
text='FETCH
get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
if(CMAKE_BUILD_TYPE OR CMAKE_C_STANDARD OR CMAKE_C_FLAGS OR "CXX" IN_LIST languages)
  message(FATAL_ERROR "settings of the project have changed")
endif()
add_executable(own own.c)
add_library(plugin SHARED own.c)
target_link_libraries(own PRIVATE corolab::coro)
target_link_libraries(plugin PRIVATE corolab::coro)'
without="-DCMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON"
project C "$(echo "$text" | sed "s|FETCH|add_subdirectory(\"$source\" corolab)|")"
runs $without -DCOROLAB_HAS_VALGRIND_HEADERS=OFF
"$cmake" --install own/build --prefix own/installed >said 2>&1 || fail
[ ! -e own/installed ] || fail "it installs what nobody has asked for"
project C "find_package(corolab REQUIRED COMPONENTS runtime)
$(echo "$text" | sed "s|FETCH|add_subdirectory(\"$source\" corolab)|")"
refused "add corolab's folder to the project first, or drop one."
project C "include(FetchContent)
FetchContent_Declare(corolab SOURCE_DIR \"$source\")
$(echo "$text" | sed "s|FETCH|FetchContent_MakeAvailable(corolab)|")
find_package(corolab 0.1 REQUIRED COMPONENTS runtime)"
runs $without

promise "a program that is compiled otherwise than the library is refused"
expect_refusal() {
    ! eval "$compiler $1 own.c -o refused $(pkg-config --cflags --libs coro)" >said 2>&1 || fail "$1 is accepted"
    expect_said "$2"
}
mkdir -p other/coro
sed 's/0_1/0_2/; s/0\.1/0.2/' "$prefix/include/coro/version.h" >other/coro/version.h
expect_refusal -Iother coro_bug_of_version_0_2
expect_refusal -fsanitize=address coro_bug_of_version_0_1_with_asan
expect_refusal -DCORO_CONTEXT=7 "CORO_CONTEXT must be CORO_CONTEXT_FCONTEXT,"

promise "a project that cannot use it is told so in a sentence"
project C 'find_package(corolab 0.2 REQUIRED)'
refused 'compatible with requested version "0.2"'
project C 'find_package(corolab REQUIRED COMPONENTS lab)'
refused "corolab's component lab is not installed in "
project C 'find_package(corolab REQUIRED COMPONENTS runtimes)'
refused "corolab has no component runtimes; its components are runtime, io and lab."
project C 'find_package(corolab REQUIRED COMPONENTS runtime)'
(
    toolchain=
    refused "was built for $machine, and this project is for sparc64." -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=sparc64
)
rm -r own/build
refused "install it (Debian: libboost-context-dev)" -DCOROLAB_BOOST_CONTEXT=
project C 'find_package(corolab REQUIRED)'
refused "was built with no sanitizer, and this project with address" -DCMAKE_C_FLAGS=-fsanitize=undefined,address
rm -r own/build
refused "install it (Debian: libboost-context-dev)" -DCOROLAB_BOOST_CONTEXT=
project C 'find_package(corolab REQUIRED COMPONENTS io)'
refused "needs libuv, which pkg-config does not find" -DCMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON

promise "what an older corolab has left is not taken for this one's, and a prefix that cannot be written is named"
package="$prefix/lib/cmake/corolab"
mv "$package/corolab_runtime-0.1.0.cmake" "$package/corolab_runtime-0.0.9.cmake"
project C 'find_package(corolab REQUIRED COMPONENTS runtime)'
refused "is of another version than 0.1.0: install it again."
! "$cmake" --install "$build" --component runtime --prefix "$work/own.c/prefix" >said 2>&1 || fail "accepted"
expect_said "own.c/prefix/lib"
