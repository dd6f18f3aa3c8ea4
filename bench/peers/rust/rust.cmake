# SPDX-License-Identifier: MIT
# Finds a compiler for the Rust peers: 1.75 or later, the first with async fn in traits.
function(is_rust_compiler ok candidate)
  execute_process(COMMAND ${candidate} --version TIMEOUT 60 OUTPUT_VARIABLE version ERROR_QUIET)
  if(NOT version MATCHES "^rustc ([0-9.]+)" OR CMAKE_MATCH_1 VERSION_LESS 1.75)
    set(${ok} FALSE PARENT_SCOPE)
  endif()
endfunction()
find_program(RUSTC NAMES rustc rustc-web VALIDATOR is_rust_compiler DOC "A Rust compiler, 1.75 or later, for the peers")

set(rust_absence "")
set(rust_version "")
if(NOT RUSTC)
  set(rust_absence "there was no rustc of version 1.75 or later where this was built: Debian 12 has one in its package rustc-web")
else()
  execute_process(COMMAND ${RUSTC} --version TIMEOUT 60 OUTPUT_VARIABLE rust_version ERROR_QUIET)
  string(REGEX MATCH "^rustc [^ \n]+" rust_version "${rust_version}")
endif()
set(rust_compiler ${RUSTC})
if(RUSTC)
  list(APPEND rust_compiler ${FOREIGN_RUST_OPTIONS})
endif()
# Its std wants the unwinder, which comes with the C++ compiler's driver.
function(add_rust_peers name panic)
  set(made_by "panic=${panic}")
  if(rust_version)
    string(PREPEND made_by "${rust_version}, ")
  endif()
  add_foreign_peers(${name} FROM ${CMAKE_CURRENT_FUNCTION_LIST_DIR} COMPILER "${rust_compiler}" REASON "${rust_absence}"
                    MADE_BY "${made_by}" DEFINES RUST_PANIC=${panic} LIBRARIES gcc_s ${CMAKE_DL_LIBS} BESIDE ${ARGN})
endfunction()
add_rust_peers(rust unwind)
# Both archives have all of std; the linker takes most of it out of the first.
add_rust_peers(rust_abort abort -Wl,-u,rust_unwind_absence ${CMAKE_CURRENT_BINARY_DIR}/foreign/rust/librust.a)
