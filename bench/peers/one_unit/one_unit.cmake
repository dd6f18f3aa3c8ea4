# SPDX-License-Identifier: MIT
# The rows' programs by gcc and clang, in one unit and as two under link-time optimisation, which for clang is lld's.
find_gnu(ONE_UNIT_GCC "A gcc for the rows' programs of one unit" gcc gcc-14 gcc-13 gcc-12)
find_clang(ONE_UNIT_CLANG "A clang for the rows' programs of one unit"
           clang clang-19 clang-18 clang-17 clang-16 clang-15 clang-14)
file(GLOB one_unit_reads CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/strategies/*.h ${PROJECT_SOURCE_DIR}/coro/*.h
     ${PROJECT_SOURCE_DIR}/bench/unit/*.h ${PROJECT_SOURCE_DIR}/bench/iterators/*.h)
set(one_unit_absence "")
foreach(row IN ITEMS box size_in_vtable/box)
  if(EXISTS ${PROJECT_SOURCE_DIR}/strategies/${row}.c)
    list(APPEND one_unit_reads ${PROJECT_SOURCE_DIR}/strategies/${row}.c)
  else()
    set(one_unit_absence "the row ${row}, whose program they are, is not in this tree")
  endif()
endforeach()

function(add_one_unit_peers compiler program setting)
  cmake_parse_arguments(PARSE_ARGV 3 ARG "" "" "OPTIONS;LINK_OPTIONS")
  set(absence "${one_unit_absence}")
  set(version "")
  if(absence)
    set(compiler "")
  elseif(NOT compiler)
    set(absence "there was no ${program} where this was built: Debian has it in its package ${program}")
  else()
    execute_process(COMMAND ${compiler} -dumpfullversion -dumpversion TIMEOUT 60
                    OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
  list(JOIN ARG_OPTIONS " " options)
  string(STRIP "-O2 ${options}" options)
  add_program_peers(one_unit_${setting} FROM ${CMAKE_CURRENT_FUNCTION_LIST_DIR} COMPILER "${compiler}" REASON "${absence}"
                    NAME peer:one_unit/${setting}/ MADE_BY "${program} ${version} ${options}" OPTIONS ${ARG_OPTIONS}
                    LINK_OPTIONS ${ARG_LINK_OPTIONS} READS ${one_unit_reads})
endfunction()
add_one_unit_peers("${ONE_UNIT_GCC}" gcc gcc)
add_one_unit_peers("${ONE_UNIT_GCC}" gcc gcc_lto OPTIONS -flto LINK_OPTIONS -flinker-output=nolto-rel)
add_one_unit_peers("${ONE_UNIT_CLANG}" clang clang)
add_one_unit_peers("${ONE_UNIT_CLANG}" clang clang_lto OPTIONS -flto LINK_OPTIONS -fuse-ld=lld)
