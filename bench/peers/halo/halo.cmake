# SPDX-License-Identifier: MIT
# The C++20 programs by the compilers of bench/peers/cpp20, and by a clang++ whose tasks can be marked as elidable.
find_clang(HALO_CLANG "A clang++ of version 20 or later, for elidable tasks" clang++-22 clang++-21 clang++-20 clang++)
cpp20_version(halo_gcc "${CPP20_GCC}" ${FOREIGN_PREFIX}g++ g++${FOREIGN_SUFFIX})
cpp20_version(halo_clang "${CPP20_CLANG}" clang++ clang)
cpp20_version(halo_elidable "${HALO_CLANG}" clang++ clang)

function(add_halo_peers family compiler name)
  cmake_parse_arguments(PARSE_ARGV 3 ARG "" "" "OPTIONS")
  add_program_peers(${family} FROM ${CMAKE_CURRENT_FUNCTION_LIST_DIR} COMPILER "${compiler}" REASON "${${family}_absence}"
                    NAME peer:cpp20/${name} MADE_BY "${${family}_version} -O2" OPTIONS ${ARG_OPTIONS}
                    READS ${PROJECT_SOURCE_DIR}/bench/peers/cpp20/lazy_task.hpp)
endfunction()
add_halo_peers(halo_gcc "${CPP20_GCC}" gcc/one_unit)
add_halo_peers(halo_clang "${CPP20_CLANG}" clang/one_unit)
# A compiler without the attribute must not ignore it.
add_halo_peers(halo_elidable "${HALO_CLANG}" clang/elidable OPTIONS -DPROGRAM_IS_ELIDABLE -Werror=unknown-attributes)
