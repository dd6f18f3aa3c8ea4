# SPDX-License-Identifier: MIT
# Holds SOURCE, a strategy that breaks a rule, to the contract as the build does. It must be refused with one line, which names
# the file and matches the message that the source gives after "refused:".
# cmake -DCOMPILER=cc -DOPTIONS=… -DSOURCE=file.c -DROOT=dir -P contract.cmake
file(STRINGS ${SOURCE} line REGEX "^/\\* refused: .* \\*/$" LIMIT_COUNT 1)
string(REGEX REPLACE "^/\\* refused: (.*) \\*/$" "\\1" message "${line}")
if(message STREQUAL "")
  message(FATAL_ERROR "${SOURCE} does not say which message refuses it")
endif()
set(check ${ROOT}/bench/unit/contract_check.c)
execute_process(COMMAND sh ${ROOT}/bench/unit/contract.sh ${SOURCE} ${COMPILER} -std=gnu11 -I${ROOT}
                "-DSTRATEGY_FILE=\"${SOURCE}\"" ${OPTIONS} -o /dev/null -c ${check}
                RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
if(status EQUAL 0)
  message(FATAL_ERROR "it must be refused, and is not")
endif()
string(REGEX MATCHALL "\n" lines "${output}${errors}")
list(LENGTH lines line_count)
if(NOT errors MATCHES "^${SOURCE}: ${message}" OR NOT line_count EQUAL 1)
  message(FATAL_ERROR "refused, but not with one line \"${message}\":\n${output}${errors}")
endif()
message(STATUS "${errors}")
