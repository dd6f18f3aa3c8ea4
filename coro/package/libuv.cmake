# SPDX-License-Identifier: MIT
# Finds libuv for coro/io: sets COROLAB_LIBUV_FOUND and makes the target PkgConfig::COROLAB_LIBUV. corolab's own build and
# find_package(corolab) both include it.
#
# libuv.pc names the shared library where the archive has another name (Debian: libuv_a.a), and -static refuses that. The archive
# has libuv-static.pc.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    set(corolab_libuv_names libuv)
    if(CMAKE_EXE_LINKER_FLAGS MATCHES "(^| )-static( |$)")
        set(corolab_libuv_names libuv-static libuv)
    endif()
    pkg_search_module(COROLAB_LIBUV QUIET IMPORTED_TARGET GLOBAL ${corolab_libuv_names})
endif()
