# SPDX-License-Identifier: MIT
# Writes the list OUTPUT that bench/code/size.c reads, a line "BYTES ROW" for each line ROW=OBJECT of the file LIST. BYTES is
# the sum of the sizes of the functions that the object defines (nm -S), without the padding between them. Called with NM,
# LIST, OUTPUT.
cmake_minimum_required(VERSION 3.25)
file(STRINGS ${LIST} entries)
list(TRANSFORM entries REPLACE "^[^=]*=" "" OUTPUT_VARIABLE objects)
execute_process(COMMAND ${NM} -S --defined-only ${objects} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)

# nm prints "OBJECT:" before the symbols of an object, unless it is the only one, in the order of its arguments. So the last object's
# symbols come last.
list(LENGTH objects count)
if(count EQUAL 1)
  string(PREPEND symbols "\n${objects}:\n")
endif()
set(sizes "")
list(REVERSE entries)
foreach(entry IN LISTS entries)
  string(REGEX MATCH "^([^=]*)=(.*)$" entry "${entry}")
  set(row "${CMAKE_MATCH_1}")
  string(FIND "${symbols}" "\n${CMAKE_MATCH_2}:\n" begin REVERSE)
  string(SUBSTRING "${symbols}" ${begin} -1 own_symbols)
  string(SUBSTRING "${symbols}" 0 ${begin} symbols)
  string(REGEX MATCHALL "[0-9a-f]+ [tTwW] [^\n]*" functions "${own_symbols}")
  set(bytes 0)
  foreach(function IN LISTS functions)
    string(REGEX MATCH "^[0-9a-f]+" size "${function}")
    math(EXPR bytes "${bytes} + 0x${size}")
  endforeach()
  if(bytes EQUAL 0)
    message(FATAL_ERROR "${NM} finds no function in the object of ${row}")
  endif()
  string(PREPEND sizes "${bytes} ${row}\n")
endforeach()
file(WRITE ${OUTPUT} "${sizes}")
