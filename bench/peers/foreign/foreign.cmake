# SPDX-License-Identifier: MIT
# Peers that other compilers build. Their rows are in the table whether or not the compiler is found, is new enough, and works.

# A cross build's peers come from compilers for its machine. GNU's have a name of their own, which begins with FOREIGN_PREFIX, and
# packages that end with FOREIGN_SUFFIX; the others take an option.
set(FOREIGN_PREFIX "")
set(FOREIGN_SUFFIX "")
set(FOREIGN_CLANG_OPTIONS "")
set(FOREIGN_RUST_OPTIONS "")
if(CMAKE_CROSSCOMPILING)
  set(FOREIGN_PREFIX ${CMAKE_LIBRARY_ARCHITECTURE}-)
  set(FOREIGN_SUFFIX -${CMAKE_LIBRARY_ARCHITECTURE})
  set(FOREIGN_CLANG_OPTIONS --target=${CMAKE_LIBRARY_ARCHITECTURE})
  set(FOREIGN_RUST_OPTIONS --target ${CMAKE_SYSTEM_PROCESSOR}-unknown-linux-gnu)
endif()

# find_gnu(VARIABLE DOC NAME…): finds the first GNU program of these names for the machine of this build.
function(find_gnu variable doc)
  list(TRANSFORM ARGN PREPEND "${FOREIGN_PREFIX}" OUTPUT_VARIABLE names)
  find_program(${variable} NAMES ${names} DOC "${doc}")
endfunction()

# find_clang(VARIABLE DOC NAME…): the same for clang; VARIABLE becomes the program and its option.
function(find_clang variable doc)
  find_program(${variable} NAMES ${ARGN} DOC "${doc}")
  if(${variable})
    set(${variable} ${${variable}} ${FOREIGN_CLANG_OPTIONS} PARENT_SCOPE)
  endif()
endfunction()

# Makes the archive with what FROM/steps.cmake builds by COMPILER, or with stand-ins that say why not: REASON, when it is known
# already, else what the compiler says (build.cmake). DEFINES are for the family's NAME_peers.h, OPTIONS and LINK_OPTIONS for its
# steps. BESIDE are the linker's words for archives that the project's programs link before this one; a family that does not link
# beside them is absent.
function(build_foreign_peers archive)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "FROM;COMPILER;REASON" "DEFINES;LIBRARIES;BESIDE;OPTIONS;LINK_OPTIONS;READS")
  cmake_path(GET archive PARENT_PATH to)
  set(foreign ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  # The project's compilers; clang is told the machine of a cross build.
  foreach(language C CXX)
    set(compiler_of_${language} ${CMAKE_${language}_COMPILER})
    if(CMAKE_${language}_COMPILER_TARGET AND CMAKE_${language}_COMPILE_OPTIONS_TARGET)
      list(APPEND compiler_of_${language} ${CMAKE_${language}_COMPILE_OPTIONS_TARGET}${CMAKE_${language}_COMPILER_TARGET})
    endif()
  endforeach()
  file(GLOB read_files CONFIGURE_DEPENDS ${ARG_FROM}/* ${foreign}/*)
  # And what foreign.h and trial.c include.
  set(headers bench/table/workload.h bench/table/table.h coro/attributes.h coro/bug.h coro/executor.h coro/iterator.h
      coro/polled.h coro/status.h)
  list(TRANSFORM headers PREPEND ${PROJECT_SOURCE_DIR}/)
  set(archives_beside ${ARG_BESIDE})
  list(FILTER archives_beside INCLUDE REGEX "^/")
  add_custom_command(OUTPUT ${archive} DEPENDS ${read_files} ${headers} ${archives_beside} ${ARG_READS}
    COMMAND ${CMAKE_COMMAND} -DFROM=${ARG_FROM} -DTO=${to} -DARCHIVE=${archive} "-DCOMPILER=${ARG_COMPILER}"
            "-DREASON=${ARG_REASON}" "-DLIBRARIES=${ARG_LIBRARIES}" "-DDEFINES=${ARG_DEFINES}" "-DBESIDE=${ARG_BESIDE}"
            "-DOPTIONS=${ARG_OPTIONS}" "-DLINK_OPTIONS=${ARG_LINK_OPTIONS}" -DSOURCE=${PROJECT_SOURCE_DIR}
            "-DC_COMPILER=${compiler_of_C}" "-DCXX_COMPILER=${compiler_of_CXX}" -DAR=${CMAKE_AR} -DLINKER=${CMAKE_LINKER}
            -DOBJCOPY=${CMAKE_OBJCOPY}
            -P ${foreign}/build.cmake
    COMMENT "Building ${archive}" VERBATIM)
endfunction()

# The same, for the table; peers/NAME.c registers the rows, whose sentences end with MADE_BY in brackets.
function(add_foreign_peers name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "MADE_BY" "DEFINES;LIBRARIES;BESIDE")
  set(archive ${CMAKE_CURRENT_BINARY_DIR}/foreign/${name}/lib${name}.a)
  build_foreign_peers(${archive} ${ARG_UNPARSED_ARGUMENTS} DEFINES ${ARG_DEFINES} LIBRARIES ${ARG_LIBRARIES}
                      BESIDE ${ARG_BESIDE})
  add_custom_target(corolab_${name} DEPENDS ${archive})
  add_dependencies(corolab_peers corolab_${name})
  target_link_libraries(corolab_table INTERFACE ${archive} ${ARG_LIBRARIES})
  if(ARG_MADE_BY)
    set(ARG_MADE_BY " (${ARG_MADE_BY})")
  endif()
  set_source_files_properties(peers/${name}.c PROPERTIES COMPILE_DEFINITIONS "FOREIGN_MADE_BY=\"${ARG_MADE_BY}\"")
endfunction()

# The same for a family of programs (program_list.h): its rows begin with NAME, their sentences end with MADE_BY. What an
# optimiser does to a program is asked in optimised builds alone. The programs include headers from the whole project, which READS
# names. ROWS registers them, if it is not program_rows.c.
function(add_program_peers family)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "FROM;COMPILER;REASON;NAME;MADE_BY;ROWS" "LIBRARIES;OPTIONS;LINK_OPTIONS;READS")
  if(NOT ARG_ROWS)
    set(ARG_ROWS peers/foreign/program_rows.c)
  endif()
  if(COROLAB_SANITIZE OR NOT CMAKE_BUILD_TYPE MATCHES "^Rel")
    set(ARG_REASON "this build is for tests: the release build compiles what an optimiser does to a whole program")
  endif()
  string(REGEX REPLACE " +" " " made_by "${ARG_MADE_BY}")        # without a compiler there is no version
  string(STRIP "${made_by}" made_by)
  set(archive ${CMAKE_CURRENT_BINARY_DIR}/foreign/${family}/lib${family}.a)
  build_foreign_peers(${archive} FROM ${ARG_FROM} COMPILER "${ARG_COMPILER}" REASON "${ARG_REASON}" LIBRARIES ${ARG_LIBRARIES}
                      DEFINES FOREIGN_FAMILY=${family} OPTIONS ${ARG_OPTIONS} LINK_OPTIONS ${ARG_LINK_OPTIONS}
                      READS ${ARG_READS})
  add_custom_target(corolab_${family} DEPENDS ${archive})
  cmake_path(RELATIVE_PATH ARG_FROM BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE folder)
  cmake_path(GET folder FILENAME list)
  add_library(${family}_rows OBJECT ${ARG_ROWS})
  target_compile_definitions(${family}_rows PRIVATE FOREIGN_HEADER="${folder}/${list}_peers.h" FOREIGN_FAMILY=${family}
                             FOREIGN_NAME="${ARG_NAME}" "FOREIGN_MADE_BY=\" (${made_by})\"")
  target_link_libraries(${family}_rows PRIVATE corolab_coro)
  add_dependencies(${family}_rows corolab_${family})
  target_sources(corolab_table INTERFACE $<TARGET_OBJECTS:${family}_rows>)
  target_link_libraries(corolab_table INTERFACE ${archive} ${ARG_LIBRARIES})
endfunction()
