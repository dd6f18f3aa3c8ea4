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
# Its std wants the unwinder, which comes with the C++ compiler's driver.
add_foreign_peers(rust FROM ${CMAKE_CURRENT_LIST_DIR} COMPILER "${RUSTC}" REASON "${rust_absence}" MADE_BY "${rust_version}"
                  LIBRARIES gcc_s ${CMAKE_DL_LIBS})
