# SPDX-License-Identifier: MIT
# Every way in which a compiler of peers can fail leaves an archive of stand-ins that gives the reason. Given: SOURCE (the
# project), TO (a folder), C_COMPILER, CXX_COMPILER, AR, LINKER, OBJCOPY, NM, RUSTC (the real one, or RUSTC-NOTFOUND).
cmake_minimum_required(VERSION 3.25)

# Builds a family of peers by `compiler`, with the further arguments as its OPTIONS, and expects the archive and this reason; "":
# that it works.
function(expect_reason family what compiler known_reason expected)
  set(to ${TO}/${what})
  execute_process(COMMAND ${CMAKE_COMMAND} -DFROM=${SOURCE}/bench/peers/${family} -DTO=${to} -DARCHIVE=${to}/lib${family}.a
                          -DCOMPILER=${compiler} "-DREASON=${known_reason}" "-DLIBRARIES=${libraries}"
                          "-DDEFINES=CPP20_COMPILER=gcc;RUST_PANIC=${panic};FOREIGN_FAMILY=${what}" "-DBESIDE=${beside}"
                          "-DOPTIONS=${ARGN}" -DLINK_OPTIONS= -DSOURCE=${SOURCE} -DTIME_LIMIT=${patience}
                          -DC_COMPILER=${C_COMPILER} -DCXX_COMPILER=${CXX_COMPILER} -DAR=${AR} -DLINKER=${LINKER}
                          -DOBJCOPY=${OBJCOPY}
                          -P ${SOURCE}/bench/peers/foreign/build.cmake
                  RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE error)
  if(NOT result STREQUAL "0")
    message(SEND_ERROR "a compiler ${what}: the build failed: ${error}")
    return()
  endif()
  set(said "no reason")
  if(EXISTS ${to}/reason.h)
    file(READ ${to}/reason.h said)
  endif()
  if(expected AND NOT said MATCHES "#define REASON \"${expected}")
    message(SEND_ERROR "a compiler ${what}: \"${expected}\" was expected, not ${said}")
  elseif(NOT expected AND NOT said STREQUAL "no reason")
    message(SEND_ERROR "a compiler ${what}: no failure was expected, but ${said}")
  endif()
  if(NOT EXISTS ${to}/lib${family}.a)
    message(SEND_ERROR "a compiler ${what} left no archive")
  endif()
endfunction()

# The Rust peers, with a compiler that is this shell script.
function(expect_failure what script expected)
  file(WRITE ${TO}/${what}/rustc "#!/bin/sh\n${script}\n")
  file(CHMOD ${TO}/${what}/rustc PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
  expect_reason(rust ${what} ${TO}/${what}/rustc "" "rustc failed where this was built: ${expected}")
endfunction()

file(REMOVE_RECURSE ${TO})
set(panic abort)
expect_reason(rust that_was_not_found RUSTC-NOTFOUND "there was no rustc" "there was no rustc\"")
expect_reason(rust that_is_gone ${TO}/gone/rustc ""
              "rustc failed where this was built: it said nothing, and ended with: No such file")
expect_reason(cpp20 that_is_gone_for_cpp20 ${TO}/gone/g++ "" "g[+][+] failed where this was built: it said nothing")
expect_reason(ada that_is_gone_for_ada ${TO}/gone/gnatmake "" "gnatmake failed where this was built: it said nothing")
expect_failure(that_finds_errors "echo 'warning: x' >&2 ; echo 'error: the first' >&2 ; echo 'error: the second' >&2 ; exit 1"
               "error: the first\"")
expect_failure(that_fails_without_an_error "echo some ; echo 'last words' ; echo ; exit 1" "last words\"")
expect_failure(that_crashes "kill -SEGV $$" "it said nothing, and ended with: Segmentation fault\"")
expect_failure(that_panics "echo 'error: the compiler unexpectedly panicked. this is a bug.' >&2 ; kill -ABRT $$"
               "error: the compiler unexpectedly panicked. this is a bug.\"")
expect_failure(that_says_nothing "exit 3" "it said nothing, and ended with: 3\"")
set(patience 1)
expect_failure(that_hangs "exec sleep 1000" "it said nothing, and ended with: Process terminated due to timeout\"")
unset(patience)
expect_failure(that_talks_without_end "printf 'error: %0999d' 7 ; exit 1" "error: 0+\"")

# It says that all is well, and it is not: what fails then is the trial link.
file(WRITE ${TO}/lies/rustc "#!/bin/sh\nexit 0\n")
file(WRITE ${TO}/writes_junk/rustc "#!/bin/sh\nwhile [ $# -gt 1 ]\ndo [ $1 = -o ] && echo junk > $2\nshift\ndone\n")
foreach(what lies writes_junk)
  file(CHMOD ${TO}/${what}/rustc PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
  cmake_path(GET CXX_COMPILER FILENAME linker)
  string(REGEX REPLACE "[+]" "[+]" linker "${linker}")
  expect_reason(rust ${what} ${TO}/${what}/rustc "" "${linker} failed where this was built: .*librust.a")
endforeach()

# Families of programs: the compiler of one setting fails, or one of the tools that make objects of its programs.
function(write_compiler what script)
  file(WRITE ${TO}/${what}/cc "#!/bin/sh\n${script}\n")
  file(CHMOD ${TO}/${what}/cc PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endfunction()
write_compiler(without_a_plug_in
  "case \"$*\" in *-flto*) echo 'cc: fatal error: -fuse-linker-plugin: no plug-in' >&2 ; exit 1 ;; \
esac\nexec ${C_COMPILER} \"$@\"")
expect_reason(one_unit without_a_plug_in ${TO}/without_a_plug_in/cc ""
              "cc failed where this was built: cc: fatal error: -fuse-linker-plugin: no plug-in\"" -flto)
write_compiler(without_the_attribute "case \"$*\" in *-DPROGRAM_IS_ELIDABLE*) echo 'error: unknown attribute' >&2 ; exit 1 ;; \
esac\nexec ${CXX_COMPILER} \"$@\"")
expect_reason(halo without_the_attribute ${TO}/without_the_attribute/cc ""
              "cc failed where this was built: error: unknown attribute\"" -DPROGRAM_IS_ELIDABLE)
write_compiler(that_writes_no_objects "exit 0")
expect_reason(one_crate that_writes_no_objects ${TO}/that_writes_no_objects/cc ""
              "[^ ]*objcopy[^ ]* failed where this was built: .*ready.o" -C panic=abort)
set(OBJCOPY CMAKE_OBJCOPY-NOTFOUND)
expect_reason(one_crate without_objcopy ${TO}/that_writes_no_objects/cc "" "there was no objcopy where this was built\"")
unset(OBJCOPY)

# Of the two Rust families one can fail alone: by the compiler, or because the program cannot link both.
if(RUSTC)
  set(libraries gcc_s dl)
  file(WRITE ${TO}/has_no_abort/rustc
       "#!/bin/sh\ncase \"$*\" in *panic=abort*) echo 'error: no panic_abort' ; exit 1 ; esac\nexec '${RUSTC}' \"$@\"\n")
  file(COPY ${TO}/has_no_abort/rustc DESTINATION ${TO}/unwinds)
  file(CHMOD ${TO}/has_no_abort/rustc ${TO}/unwinds/rustc PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
  expect_reason(rust has_no_abort ${TO}/has_no_abort/rustc "" "rustc failed where this was built: error: no panic_abort\"")
  set(panic unwind)
  expect_reason(rust unwinds ${TO}/unwinds/rustc "" "")

  # Together they have the callees' functions for words twice: with one name for both, abort's caller would call those that unwind.
  set(panic abort)
  set(beside -Wl,-u,rust_unwind_absence ${TO}/unwinds/librust.a)
  expect_reason(rust aborts_beside_it ${RUSTC} "" "")
  execute_process(COMMAND ${NM} ${TO}/aborts_beside_it/trial OUTPUT_VARIABLE symbols)
  string(REGEX MATCHALL "callee4word[^\n]*with_boxed" callees "${symbols}")
  list(LENGTH callees count)
  if(NOT count EQUAL 2)
    message(SEND_ERROR "a program with both Rust families has ${count} functions with_boxed instead of 2: ${callees}")
  endif()

  set(panic unwind)
  set(beside ${TO}/same_name.cpp)
  file(WRITE ${beside} "extern \"C\" const char *rust_unwind_absence(void) { return \"the same name\"; }\n")
  expect_reason(rust does_not_link_beside ${RUSTC} "" "${linker} failed where this was built: .*rust_unwind_")
endif()
