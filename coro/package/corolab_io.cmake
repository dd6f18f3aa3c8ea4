# SPDX-License-Identifier: MIT
# The component io of find_package(corolab), which brings the component runtime before.
if(NOT corolab_runtime_FOUND)
    set(corolab_absence "${corolab_runtime_absence}")
    return()
endif()
include("${CMAKE_CURRENT_LIST_DIR}/corolab_libuv.cmake")
if(NOT COROLAB_LIBUV_FOUND)
    set(corolab_absence "corolab's component io needs libuv, which pkg-config does not find (Debian: libuv1-dev and pkg-config).")
    return()
endif()
if(NOT TARGET corolab::io)
    include("${CMAKE_CURRENT_LIST_DIR}/corolab_io_targets.cmake")
endif()
