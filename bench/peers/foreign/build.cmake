# SPDX-License-Identifier: MIT
# Builds a family of peers at build time, by the steps in FROM/steps.cmake. A failure (no compiler, no standard library, an
# error, a crash, a hang, an archive that does not link) does not fail the build: ARCHIVE then holds absent.c with the compiler's
# last words, and the rows in the table repeat them.
#   FROM       the family's folder          TO         where its files go         ARCHIVE    the archive to make
#   COMPILER   the compiler                 REASON     why not to try; empty: try
#   LIBRARIES  that the archive needs       DEFINES    for its list of peers, without -D
#   BESIDE     for the linker: archives that a program links before ARCHIVE
#   OPTIONS    for its steps             LINK_OPTIONS   for its steps
#   C_COMPILER, CXX_COMPILER, AR, LINKER, OBJCOPY, SOURCE    the project's
#   TIME_LIMIT   seconds that one command may take; 300 by default
cmake_minimum_required(VERSION 3.25)
if(NOT TIME_LIMIT)
  set(TIME_LIMIT 300)
endif()
set(ENV{LC_ALL} C)

# The first error causes the others; a linker, or a crashing compiler, may only have last words.
function(blame program output result)
  string(REGEX REPLACE "(collect2|clang[-+.0-9]*): error: l[^\n]*" "" output "${output}")
  string(STRIP "${output}" output)
  string(REGEX MATCH "[^\n]*error[:[][^\n]*" line "${output}")
  if(NOT line)
    string(REGEX MATCH "[^\n]+$" line "${output}")
  endif()
  if(NOT line)
    set(line "it said nothing, and ended with: ${result}")
  endif()
  string(REPLACE "${FROM}/" "" line "${line}")
  string(REPLACE "${TO}/" "" line "${line}")
  cmake_path(GET program FILENAME program)
  set(REASON "${program} failed where this was built: ${line}" PARENT_SCOPE)
endfunction()

# Runs a command in TO, unless one has failed before. CMake calls a tool that it did not find CMAKE_OBJCOPY-NOTFOUND.
function(step)
  if(REASON STREQUAL "" AND ARGV0 MATCHES "^(CMAKE_)?(.+)-NOTFOUND$")
    string(TOLOWER ${CMAKE_MATCH_2} tool)
    set(REASON "there was no ${tool} where this was built")
  elseif(REASON STREQUAL "")
    execute_process(COMMAND ${ARGV} WORKING_DIRECTORY ${TO} TIMEOUT ${TIME_LIMIT}
                    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result STREQUAL "0")
      blame("${ARGV0}" "${output}" "${result}")
    endif()
  endif()
  set(REASON "${REASON}" PARENT_SCOPE)
endfunction()

cmake_path(RELATIVE_PATH FROM BASE_DIRECTORY ${SOURCE} OUTPUT_VARIABLE family)
cmake_path(GET FROM FILENAME family_name)
list(TRANSFORM DEFINES PREPEND -D OUTPUT_VARIABLE define_options)
list(TRANSFORM LIBRARIES PREPEND -l REGEX "^[^/]")
set(c_compile ${C_COMPILER} -std=gnu11 -O2 -I${SOURCE} -I${TO} "-DFOREIGN_HEADER=\"${family}/${family_name}_peers.h\""
    ${define_options} -c)

function(try_link)
  step(${c_compile} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/trial.c -o trial.o)
  step(${CXX_COMPILER} trial.o ${BESIDE} ${ARCHIVE} ${LIBRARIES} -o trial)
  set(REASON "${REASON}" PARENT_SCOPE)
endfunction()

# As a C string: printable ASCII, and not without end.
function(write_reason)
  string(REGEX REPLACE "[^ -~]" " " text "${REASON}")
  string(SUBSTRING "${text}" 0 240 text)
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  file(WRITE ${TO}/reason.h "/* Made by CMake. */\n#define REASON \"${text}\"\n")
endfunction()

function(stand_in)
  message(STATUS "Peers ${family} are absent: ${REASON}")
  write_reason()
  file(REMOVE ${ARCHIVE})
  execute_process(COMMAND ${c_compile} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/absent.c -o absent.o
                  WORKING_DIRECTORY ${TO} COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${AR} rcs ${ARCHIVE} absent.o WORKING_DIRECTORY ${TO} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(MAKE_DIRECTORY ${TO})
file(REMOVE ${ARCHIVE} ${TO}/reason.h)
include(${FROM}/steps.cmake)
try_link()
if(NOT REASON STREQUAL "")
  stand_in()
endif()
