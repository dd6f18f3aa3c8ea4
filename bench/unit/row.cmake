# SPDX-License-Identifier: MIT
# Compiles a strategy's file into the units of a row, in this tree and, installed, in other projects. The includer sets
#   COROLAB_ROOT          the folder of coro, strategies and bench: this tree, or its installed headers and sources
#   COROLAB_MADE          the folder of the headers that the build made: frame_table.h, workloads.inc, row_library_build.h
#   COROLAB_ROW_OUTPUT    where programs and lists of rows go
#   COROLAB_ROW_WORKLOADS the folder of another workloads.inc; may be empty
#   COROLAB_ROW_CODE      compiler options that come before those of the units; may be empty
#   COROLAB_ROW_HEADERS   targets that make those headers; may be empty
#   COROLAB_NO_HEAP_LIBRARIES     the files that a program without a heap links: the runtime with sections apart, Boost.Context;
#                         empty where they are missing, so that this is not tried
#   COROLAB_NO_LTO        -fno-lto where the flags have -flto, for units that are read as objects; else empty
#   COROLAB_NO_HEAP_DEPENDS       targets that make them; may be empty
# and defines the interface target corolab_row_options: compiler options and include directories.

# row_names(FILE NAME): sets what the functions below read in the caller's scope: name, file, target, built_with,
# names_symbols.
macro(row_names row_file row_name)
  set(name "${row_name}")
  set(file "${row_file}")
  string(MAKE_C_IDENTIFIER "row_${name}" target)
  set(path "${file}")
  cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY ${COROLAB_ROOT})
  file(STRINGS "${path}" built_with REGEX "^#define BUILT_WITH ")
  file(STRINGS "${path}" names_symbols REGEX "^ +__asm__\\(\"")      # assembly in the row's files names its functions
  if(built_with)
    string(REGEX REPLACE "^#define BUILT_WITH +" "" built_with "${built_with}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
  endif()
endmacro()

# add_row_unit(TARGET KIND SOURCE…): a library of sources that include the strategy of the row `name`. A row has up to five.
# Position-independent, since the same code has to run in a library: only a thread-local variable of the file takes an instruction
# more than in a program of fixed parts.
function(add_row_unit target kind)
  add_library(${target} ${kind} ${ARGN})
  target_compile_options(${target} PRIVATE ${COROLAB_ROW_CODE})
  target_compile_definitions(${target} PRIVATE STRATEGY_NAME="${name}" STRATEGY_FILE="${file}")
  target_include_directories(${target} PRIVATE ${COROLAB_MADE})
  # One type per octave of frame sizes (unit/sized_iterators.h) where nothing is timed: 64 would take half of a row's compile time.
  if(COROLAB_SANITIZE OR COROLAB_TRY)
    target_compile_definitions(${target} PRIVATE SIZED_IS_SPARSE=1)
  endif()
  # A claim's initialiser leaves out the fields that it does not need. With the default model of thread-local variables, an access in a
  # library would be a call, and LeakSanitizer misreads their memory.
  target_compile_options(${target} PRIVATE -Wno-missing-field-initializers -ftls-model=initial-exec)
  if(names_symbols)
    target_compile_options(${target} PRIVATE ${COROLAB_NO_LTO})
  endif()
  if(built_with)
    target_compile_definitions(${target} PRIVATE $<TARGET_PROPERTY:${built_with},INTERFACE_COMPILE_DEFINITIONS>)
    target_compile_options(${target} PRIVATE $<TARGET_PROPERTY:${built_with},INTERFACE_COMPILE_OPTIONS>)
  endif()
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON C_STANDARD 11 C_EXTENSIONS ON)
  if(COROLAB_ROW_HEADERS)
    add_dependencies(${target} ${COROLAB_ROW_HEADERS})
  endif()
endfunction()

# The row's iterators and workloads.
function(workloads_of name file)
  add_row_unit(${target} OBJECT ${COROLAB_ROOT}/bench/unit/row_unit.c)
  target_link_libraries(${target} PRIVATE corolab_row_options)
  if(COROLAB_ROW_WORKLOADS)
    target_include_directories(${target} BEFORE PRIVATE ${COROLAB_ROW_WORKLOADS})
    target_compile_options(${target} PRIVATE -Wno-unused-function)
  endif()
endfunction()

# The row's callees in an object of their own, which knows no caller, for the probes of plug-ins.
function(callees_of name file)
  add_row_unit(callee_${target} OBJECT ${COROLAB_ROOT}/bench/plugin/callee_library.c)
  target_link_libraries(callee_${target} PRIVATE corolab_row_options)
  target_compile_options(callee_${target} PRIVATE -g0)
endfunction()

# The row linked without a heap, or, in NAME.program.needs, the allocator's functions that it cannot do without.
function(no_heap_of name file)
  set(no_heap_program "" PARENT_SCOPE)
  set(no_heap_needs "" PARENT_SCOPE)
  if(NOT COROLAB_NO_HEAP_LIBRARIES)
    return()
  endif()
  add_row_unit(no_heap_${target} OBJECT ${COROLAB_ROOT}/bench/no_heap/main.c)
  target_link_libraries(no_heap_${target} PRIVATE corolab_row_options)
  target_compile_options(no_heap_${target} PRIVATE -O1 -g0 -ffunction-sections -fdata-sections -Wno-unused-function
                         ${COROLAB_NO_LTO})
  if(COROLAB_SANITIZE)
    target_compile_options(no_heap_${target} PRIVATE -fno-sanitize=all)
  endif()
  set(program ${COROLAB_ROW_OUTPUT}/no_heap/${name}.program)       # a row's name may also be a folder of rows
  string(TOUPPER "${CMAKE_BUILD_TYPE}" build)
  set(flags "${CMAKE_C_FLAGS} ${CMAKE_C_FLAGS_${build}}")
  if(CMAKE_C_COMPILER_TARGET AND CMAKE_C_COMPILE_OPTIONS_TARGET)      # clang in a cross build
    string(APPEND flags " ${CMAKE_C_COMPILE_OPTIONS_TARGET}${CMAKE_C_COMPILER_TARGET}")
  endif()
  add_custom_command(OUTPUT ${program}.needs
    COMMAND ${CMAKE_COMMAND} -DCOMPILER=${CMAKE_C_COMPILER} "-DFLAGS=${flags}"
            "-DOBJECTS=$<JOIN:$<TARGET_OBJECTS:no_heap_${target}>,$<COMMA>>"
            "-DLIBRARIES=$<JOIN:${COROLAB_NO_HEAP_LIBRARIES},$<COMMA>>"
            -DPROGRAM=${program} -P ${COROLAB_ROOT}/bench/no_heap/link.cmake
    DEPENDS no_heap_${target} $<TARGET_OBJECTS:no_heap_${target}> ${COROLAB_NO_HEAP_DEPENDS} ${COROLAB_ROOT}/bench/no_heap/link.cmake
    VERBATIM)
  set(no_heap_program ${program} PARENT_SCOPE)
  set(no_heap_needs ${program}.needs PARENT_SCOPE)
endfunction()

# The row's code for one caller and one callee, whose size is measured. A sanitizer's code would not be the row's.
function(code_of name file)
  set(code_unit "" PARENT_SCOPE)
  if(CMAKE_NM AND NOT COROLAB_SANITIZE)
    add_row_unit(code_${target} OBJECT ${COROLAB_ROOT}/bench/code/code.c)
    target_link_libraries(code_${target} PRIVATE corolab_row_options)
    target_compile_options(code_${target} PRIVATE -g0 -Wno-unused-function ${COROLAB_NO_LTO})
    set(code_unit code_${target} PARENT_SCOPE)
  endif()
endfunction()

# The row's functions for the probe `frames`. A sanitizer finds the same mistakes in the row's own unit.
function(checked_unit_of name file)
  if(NOT COROLAB_SANITIZE)
    add_row_unit(checked_${target} OBJECT ${COROLAB_ROOT}/bench/unit/checked_unit.c)
    target_link_libraries(checked_${target} PRIVATE corolab_row_options)
    target_compile_options(checked_${target} PRIVATE -O1 -g0 -Wno-unused-function)
  endif()
endfunction()

# Holds the row's file to the contract before any unit of the row is compiled, so that a broken rule is one sentence. Always
# optimised, because the rules about values need constants to be folded.
set(contract_options -O1 -fno-sanitize=all -Wno-all -Wno-extra -Werror=incompatible-pointer-types)
if(CMAKE_C_COMPILER_ID STREQUAL GNU)
  list(APPEND contract_options -fmax-errors=1 -ftrack-macro-expansion=0)
else()
  list(APPEND contract_options -Werror=undefined-internal)
endif()
function(contract_of file)
  add_row_unit(contract_${target} OBJECT ${COROLAB_ROOT}/bench/unit/contract_check.c)
  target_link_libraries(contract_${target} PRIVATE corolab_row_options)
  target_compile_options(contract_${target} PRIVATE ${contract_options} ${COROLAB_NO_LTO})
  set_property(TARGET contract_${target} PROPERTY C_COMPILER_LAUNCHER
               sh ${COROLAB_ROOT}/bench/unit/contract.sh ${file} ${CMAKE_C_COMPILER_LAUNCHER})
  add_custom_target(contract_of_${target} DEPENDS $<TARGET_OBJECTS:contract_${target}>)
  add_dependencies(contract_of_${target} contract_${target})      # for generators whose rules of objects belong to one target
  foreach(unit IN ITEMS ${target} callee_${target} no_heap_${target} code_${target} checked_${target})
    if(TARGET ${unit})
      add_dependencies(${unit} contract_of_${target})
    endif()
  endforeach()
endfunction()

# row_units(FILE NAME): all units of a row. A macro, so that the names of targets stay set.
macro(row_units row_file row_name)
  row_names("${row_file}" "${row_name}")
  workloads_of("${name}" "${file}")
  callees_of("${name}" "${file}")
  no_heap_of("${name}" "${file}")
  code_of("${name}" "${file}")
  checked_unit_of("${name}" "${file}")
  contract_of("${file}")
endmacro()

# row_library(FILE NAME LIBRARY): the row as a library that programs load (bench/table/row_library.h), by a target of the name LIBRARY.
function(row_library row_file row_name library)
  row_units("${row_file}" "${row_name}")
  set(made ${COROLAB_ROW_OUTPUT}/made/${target})
  set(sizes "")
  if(code_unit)
    set(sizes ${made}/code_size.txt)
    file(GENERATE OUTPUT ${made}/code_object.txt CONTENT "${name}=$<TARGET_OBJECTS:${code_unit}>\n")
    add_custom_command(OUTPUT ${sizes}
      COMMAND ${CMAKE_COMMAND} -DNM=${CMAKE_NM} -DLIST=${made}/code_object.txt -DOUTPUT=${sizes}
              -P ${COROLAB_ROOT}/bench/code/measure.cmake
      DEPENDS ${code_unit} $<TARGET_OBJECTS:${code_unit}> VERBATIM)
  endif()
  add_custom_command(OUTPUT ${made}/row_facts.h
    COMMAND ${CMAKE_COMMAND} -DSIZES=${sizes} -DPROGRAM=${no_heap_program} -DOUTPUT=${made}/row_facts.h
            -P ${COROLAB_ROOT}/bench/unit/row_facts.cmake
    DEPENDS ${no_heap_needs} ${sizes} ${COROLAB_ROOT}/bench/unit/row_facts.cmake VERBATIM)
  add_row_unit(export_${target} OBJECT ${COROLAB_ROOT}/bench/unit/export_rows.c ${made}/row_facts.h)
  target_compile_definitions(export_${target} PRIVATE ROW_FACTS)
  target_compile_options(export_${target} PRIVATE ${COROLAB_NO_LTO})
  target_include_directories(export_${target} PRIVATE ${made})
  target_link_libraries(export_${target} PRIVATE corolab_row_options)
  # It finds the runtime and the fixtures in the program that loads it.
  add_library(${library} MODULE $<TARGET_OBJECTS:${target}> $<TARGET_OBJECTS:callee_${target}> $<TARGET_OBJECTS:export_${target}>)
  if(TARGET checked_${target})
    target_sources(${library} PRIVATE $<TARGET_OBJECTS:checked_${target}>)
  endif()
  set_target_properties(${library} PROPERTIES LINKER_LANGUAGE C)
endfunction()
