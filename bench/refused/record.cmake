# SPDX-License-Identifier: MIT
# Has the compiler compile SOURCE as a body of a stackful caller, which must work, and as a state machine. OUTPUT gets the
# compiler's error about the state machine, in one line, and is empty when it accepts it. A refusal for another reason than that
# which the source names after "refused:" is no answer: there is no OUTPUT then. clang gives the reason in a note.
# cmake -DCOMPILER=cc -DOPTIONS=… -DSOURCE=file.c -DROOT=dir -DOUTPUT=file -P record.cmake
file(STRINGS ${SOURCE} line REGEX "^/\\* refused: " LIMIT_COUNT 1)
string(REPLACE "/* refused: " "" message "${line}")
cmake_path(GET OUTPUT PARENT_PATH folder)
file(MAKE_DIRECTORY ${folder})
file(REMOVE ${OUTPUT})

set(ENV{LC_ALL} C)
set(command ${COMPILER} -std=gnu11 -fsyntax-only -Werror ${OPTIONS} -I${ROOT})
execute_process(COMMAND ${command} -DMODEL=ASYNC_STACKFUL ${SOURCE} RESULT_VARIABLE status ERROR_VARIABLE errors)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "where it must compile:\n${errors}")
endif()
execute_process(COMMAND ${command} -DMODEL=ASYNC_STACKLESS ${SOURCE} RESULT_VARIABLE status ERROR_VARIABLE errors)
set(answer "")
if(NOT status EQUAL 0)
  if(message STREQUAL "" OR NOT errors MATCHES "(error|note): ([^\n]*(${message})[^\n]*)")
    message(FATAL_ERROR "refused, but not for \"${message}\":\n${errors}")
  endif()
  string(REGEX REPLACE " \\[-W[^]]*\\]" "" answer "${CMAKE_MATCH_2}")
endif()
file(WRITE ${OUTPUT} "${answer}")
