#!/bin/sh
# SPDX-License-Identifier: MIT
# The installed laboratory builds rows and workloads in another project, with the instructions that they take in the tree,
# whatever that project's build type; it moves with its folder, and refuses what it cannot build by a sentence.
# package_test.sh CMAKE BUILD SOURCE COMPILER
set -eu
cmake=$1 build=$2 source=$3
export CC="$4"          # of the other project: instructions are compared
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset COROLAB_STRATEGIES DESTDIR CFLAGS

promise() { promise=$1; echo "$1"; }
fail() { echo "broken promise: $promise${1:+: $1}" >&2; cat said >&2; exit 1; }

promise "it is installed, also for a package, and may move to a path with spaces"
DESTDIR=$work/staged "$cmake" --install "$build" --component lab --prefix /opt/corolab >said 2>&1 || fail
mv staged/opt/corolab 'moved here'
rmdir staged/opt && rmdir staged || fail "it wrote elsewhere"
corolab="$work/moved here/bin/corolab"

promise "the runtime lies beside it in one prefix"
"$cmake" --install "$build" --component runtime --prefix "$work/moved here" >said 2>&1 || fail
mkdir both
printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(both C)' 'find_package(corolab REQUIRED)' \
    'if(NOT TARGET corolab::io OR NOT COMMAND corolab_add_strategy)' 'message(FATAL_ERROR "a component is lost")' 'endif()' \
    >both/CMakeLists.txt
"$cmake" -S both -B both/build -DCMAKE_PREFIX_PATH="$work/moved here" >said 2>&1 || fail

promise "new writes a strategy and a project, and keeps what is there"
mkdir fresh
cd fresh
"$corolab" new strategy fresh/idea >said 2>&1 || fail
grep -qF 'corolab try fresh/idea --with build/libfresh_idea.so' said && [ -f fresh_idea.c ] || fail
"$corolab" new workload fresh_load >said 2>&1 && [ -f fresh_load.h ] || fail
grep -qF 'corolab_add_workload(fresh_load fresh_load.h)' said || fail
! "$corolab" new strategy fresh/idea >said 2>&1 || fail
! "$corolab" new strategy box >said 2>&1 || fail
"$cmake" -B build -DCMAKE_PREFIX_PATH="$work/moved here" >said 2>&1 || fail
cd ..

promise "a project in C alone builds three rows and a workload"
mkdir 'own project'
cd 'own project'
cp "$source/strategies/box.c" own_box.c
cp "$source/strategies/type_pool.c" own_pool.c
cp "$source/strategies/side_stack/param.c" own_stack.c
sed 's/@NAME@/own_load/g' "$source/bench/templates/workload.h.in" >own_load.h
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
project(own C)
find_package(corolab REQUIRED COMPONENTS lab)
corolab_add_strategy(own_box own_box.c)
corolab_add_strategy(own_pool own_pool.c)
corolab_add_strategy(own/stack own_stack.c WORKLOADS own_load.h)
corolab_add_workload(own_load own_load.h STRATEGIES box side_stack/param)
END
"$cmake" -B build -DCMAKE_PREFIX_PATH="$work/moved here" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS='-fvisibility=hidden -Werror' \
    >said 2>&1 || fail
"$cmake" --build build -j 2 >said 2>&1 || fail
cp said ../said

promise "their rows take as many instructions as the same files in the tree"
COROLAB_STRATEGIES=$PWD/build "$corolab" run -s '^(box|own_box|type_pool|own_pool|side_stack/param|own/stack)$' \
    -w '^(ready|pending/8|depth/4|own_load)$' --skip check,time,allocations,kernel,tails,counters,memory -o counts.json \
    >said 2>&1 || fail
"$corolab" report counts.json --csv counts.csv >said 2>&1 || fail
awk -F, '
    $3 == "instructions" && $9 == "ok" { count[$1, $2] = $5; cells++ }
    function same(own, row, workload) {
        if (count[own, workload] == "" || count[own, workload] != count[row, workload]) {
            printf "%s takes %s instructions, %s %s\n", own, count[own, workload], row, count[row, workload]
            wrong++
        }
    }
    END {
        split("ready pending/8 depth/4", workloads, " ")
        for (i = 1; i <= 3; i++) {
            same("own_box", "box", workloads[i])
            same("own_pool", "type_pool", workloads[i])
            same("own/stack", "side_stack/param", workloads[i])
        }
        same("own/stack", "side_stack/param", "own_load")
        if (cells != 3 * 6 + 3) {
            printf "%d cells of 21 have instructions\n", cells
            wrong++
        }
        exit wrong > 0
    }' counts.csv >said || fail

promise "check of a library is about its row alone, and asks all that it asks of a row of the tree"
"$corolab" check --with build/libown_stack.so --json >own.json 2>said || fail
"$corolab" check side_stack/param --json >tree.json 2>said || fail
for file in own.json tree.json; do
    grep -oE '"(probe|behaviour|answer)": *"?[a-z_ ]+' $file >$file.answers
done
[ -s own.json.answers ] && cmp own.json.answers tree.json.answers >said 2>&1 || fail

promise "a mistake in a project is one sentence"
refused() {
    printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(own C)' 'find_package(corolab REQUIRED)' "$1" >CMakeLists.txt
    ! "$cmake" -B refused -DCMAKE_PREFIX_PATH="$work/moved here" >said 2>&1 || fail "it accepts $1"
    tr -s ' \n' ' ' <said | grep -qF "$2" || fail "no sentence for $1"
}
refused 'corolab_add_strategy(Own own_box.c)' 'The name of a strategy takes small letters, digits and _,'
refused 'corolab_add_strategy(own none.c)' 'There is no file'
refused 'corolab_add_strategy(box own_box.c)' "corolab's table has a row box already: choose another name for own_box.c."
refused 'corolab_add_strategy(own own_box.c)
corolab_add_strategy(own own_pool.c)' 'has a target own already: choose another name'
refused 'corolab_add_strategy(own own_box.c WORKLOADS own_box.c)' 'has no workload, which is a line'
refused 'corolab_add_workload(own own_load.h STRATEGIES none)' "corolab's table has no row none"

promise "a file that breaks the contract is named in the contract's words"
sed 's/^struct call_site {};//' "$source/strategies/box.c" >own_box.c
printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(own C)' 'find_package(corolab REQUIRED)' \
    'corolab_add_strategy(own_box own_box.c)' >CMakeLists.txt
"$cmake" -B broken -DCMAKE_PREFIX_PATH="$work/moved here" >said 2>&1 || fail
! "$cmake" --build broken >said 2>&1 || fail
grep -q 'own_box.c: define struct call_site, what the strategy adds to its caller' said || fail
