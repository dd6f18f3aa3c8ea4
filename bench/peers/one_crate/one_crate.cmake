# SPDX-License-Identifier: MIT
# The Rust programs of one crate, by the compiler of bench/peers/rust: with unwinding, which is rustc's default, and without, each
# also with std and crate optimised as one.
function(add_one_crate_peers setting)
  string(REPLACE ";" " " options "-O;${ARGN}")
  add_program_peers(one_crate_${setting} FROM ${CMAKE_CURRENT_FUNCTION_LIST_DIR} COMPILER "${rust_compiler}" REASON "${rust_absence}"
                    NAME peer:rust/one_crate/${setting} MADE_BY "${rust_version} ${options}" OPTIONS ${ARGN}
                    LIBRARIES gcc_s ${CMAKE_DL_LIBS})
endfunction()
add_one_crate_peers(unwind -C panic=unwind)
add_one_crate_peers(unwind_lto -C panic=unwind -C lto=fat)
add_one_crate_peers(abort -C panic=abort)
add_one_crate_peers(abort_lto -C panic=abort -C lto=fat)
