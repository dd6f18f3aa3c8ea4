# SPDX-License-Identifier: MIT
# Links a program in which every reference to a provider of memory stays undefined: the allocator, the system, a library
# loaded at run time. The linker redirects each such reference to an undefined name, after it has dropped unreachable code.
# free() provides no memory, so it may be called. The C library's own references lie inside it and do not count. PROGRAM
# exists when it links; PROGRAM.needs lists the missing providers, and is empty when there are none.
# Called with COMPILER, FLAGS (blanks between), OBJECTS and LIBRARIES (commas between), PROGRAM.
string(REPLACE "," ";" objects "${OBJECTS}")
string(REPLACE "," ";" libraries "${LIBRARIES}")
separate_arguments(flags UNIX_COMMAND "${FLAGS}")
set(redirected "")
foreach(name malloc calloc realloc reallocarray aligned_alloc posix_memalign memalign mmap mmap64 sbrk dlopen)
  list(APPEND redirected -Wl,--wrap=${name})
endforeach()
cmake_path(GET PROGRAM PARENT_PATH folder)
file(MAKE_DIRECTORY ${folder})
file(REMOVE ${PROGRAM})
execute_process(COMMAND ${COMPILER} ${flags} ${objects} ${libraries} ${redirected} -Wl,--gc-sections -o ${PROGRAM}
                RESULT_VARIABLE failed ERROR_VARIABLE said OUTPUT_QUIET)
set(needs "")
if(failed)
  string(REGEX MATCHALL "__wrap_[a-z0-9_]+" needs "${said}")
  list(TRANSFORM needs REPLACE "^__wrap_" "")
  list(REMOVE_DUPLICATES needs)
  list(SORT needs)
  if(NOT needs)
    message(FATAL_ERROR "${PROGRAM} does not link for another reason:\n${said}")
  endif()
  list(JOIN needs ", " needs)
endif()
file(WRITE ${PROGRAM}.needs "${needs}")
