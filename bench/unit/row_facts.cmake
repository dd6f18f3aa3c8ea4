# SPDX-License-Identifier: MIT
# Writes row_facts.h for bench/unit/export_rows.c: the size of a row's code, and the outcome of linking it without a heap. Called with
# SIZES (the list of bench/code/measure.cmake; may be missing), PROGRAM (see bench/no_heap/link.cmake; empty: not tried) and OUTPUT.
cmake_minimum_required(VERSION 3.25)
set(bytes 0)
if(SIZES AND EXISTS ${SIZES})
  file(READ ${SIZES} sizes)
  string(REGEX MATCH "^[0-9]+" bytes "${sizes}")
endif()
set(needs NULL)
if(PROGRAM)
  file(READ ${PROGRAM}.needs needs)
  set(needs "\"${needs}\"")
endif()
set(text "/* Made by row_facts.cmake. */\n#define ROW_CODE_BYTES ${bytes}\n#define ROW_HEAP_NEEDS ${needs}\n")
if(PROGRAM AND EXISTS ${PROGRAM})
  string(APPEND text "#define ROW_PROGRAM \"${PROGRAM}\"\n")
endif()
file(WRITE ${OUTPUT} "${text}")
