# SPDX-License-Identifier: MIT
# Compiles SOURCE twice with COMPILER: with MODEL as ASYNC_STACKFUL, which must be accepted, so that a broken include does not
# look like a refusal; and as ASYNC_STACKLESS, which must be refused with the message that the source names after "refused:".
# OPTIONS are the warnings that the target `corolab::coro` exports; they are errors here.
# cmake -DCOMPILER=cc -DOPTIONS=… -DSOURCE=file.c -DROOT=dir -P refused.cmake
file(STRINGS ${SOURCE} line REGEX "^/\\* refused: " LIMIT_COUNT 1)
string(REPLACE "/* refused: " "" message "${line}")
if(message STREQUAL "")
  message(FATAL_ERROR "${SOURCE} does not say which message refuses it")
endif()

set(command ${COMPILER} -std=gnu11 -fsyntax-only -Werror ${OPTIONS} -I${ROOT})
execute_process(COMMAND ${command} -DMODEL=ASYNC_STACKFUL ${SOURCE} RESULT_VARIABLE status ERROR_VARIABLE errors)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "where it must compile:\n${errors}")
endif()

set(ENV{LC_ALL} C)
execute_process(COMMAND ${command} -DMODEL=ASYNC_STACKLESS ${SOURCE} RESULT_VARIABLE status ERROR_VARIABLE errors)
if(status EQUAL 0)
  message(FATAL_ERROR "it must be refused, and is not")
endif()
if(NOT errors MATCHES "${message}")
  message(FATAL_ERROR "refused, but not for \"${message}\":\n${errors}")
endif()
message(STATUS "refused: ${CMAKE_MATCH_0}")
