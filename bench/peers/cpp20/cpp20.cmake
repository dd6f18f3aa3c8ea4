# SPDX-License-Identifier: MIT
# Finds the compilers of the C++20 peers, g++ and clang++, independent of the project's compiler. Both use g++'s library.
find_gnu(CPP20_GCC "A g++ of version 10 or later, for the C++20 peers" g++ g++-14 g++-13 g++-12 g++-11)
find_clang(CPP20_CLANG "A clang++ of version 14 or later, for the C++20 peers"
           clang++ clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14)

# Sets NAME_version, or NAME_absence.
function(cpp20_version name compiler program package)
  if(NOT compiler)
    set(${name}_absence "there was no ${program} where this was built: Debian has it in its package ${package}" PARENT_SCOPE)
    return()
  endif()
  execute_process(COMMAND ${compiler} -dumpfullversion -dumpversion TIMEOUT 60
                  OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  set(${name}_version "${program} ${version}" PARENT_SCOPE)
endfunction()

function(add_cpp20_peers family compiler program package)
  cpp20_version(cpp20 "${compiler}" ${program} ${package})
  add_foreign_peers(cpp20_${family} FROM ${CMAKE_CURRENT_FUNCTION_LIST_DIR} COMPILER "${compiler}" REASON "${cpp20_absence}"
                    MADE_BY "${cpp20_version}" DEFINES CPP20_COMPILER=${family})
endfunction()
add_cpp20_peers(gcc "${CPP20_GCC}" ${FOREIGN_PREFIX}g++ g++${FOREIGN_SUFFIX})
add_cpp20_peers(clang "${CPP20_CLANG}" clang++ clang)
