# SPDX-License-Identifier: MIT
# The arrays in boxes by the compilers of bench/peers/rust and bench/peers/cpp20. Optimised only: without, the two forms differ in
# more than the copy.
function(add_temporary_peers setting compiler version absence)
  list(JOIN ARGN " " options)
  add_program_peers(temporary_${setting} FROM ${CMAKE_CURRENT_FUNCTION_LIST_DIR} COMPILER "${compiler}" REASON "${absence}"
                    NAME peer:temporary/${setting}/ MADE_BY "${version} ${options}" OPTIONS ${ARGN}
                    ROWS peers/temporary/frame_rows.c LIBRARIES gcc_s ${CMAKE_DL_LIBS})
endfunction()
add_temporary_peers(rustc "${rust_compiler}" "${rust_version}" "${rust_absence}" -O)
add_temporary_peers(gcc "${CPP20_GCC}" "${halo_gcc_version}" "${halo_gcc_absence}" -O2)
add_temporary_peers(clang "${CPP20_CLANG}" "${halo_clang_version}" "${halo_clang_absence}" -O2)
