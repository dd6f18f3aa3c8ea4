# SPDX-License-Identifier: MIT
# The component runtime of find_package(corolab).
if(TARGET corolab_coro)     # by add_subdirectory or FetchContent
    get_target_property(corolab_own_version corolab_coro VERSION)
    if(NOT corolab_own_version STREQUAL corolab_VERSION)
        set(corolab_absence "This project builds corolab ${corolab_own_version} itself, and ${CMAKE_CURRENT_LIST_DIR} has \
${corolab_VERSION}: drop one.")
    endif()
    return()
endif()
include("${CMAKE_CURRENT_LIST_DIR}/corolab_sanitizer.cmake")
corolab_find_sanitizer(corolab_own_sanitizer)
if(NOT corolab_own_sanitizer STREQUAL corolab_sanitizer)
    set(corolab_absence "corolab in ${CMAKE_CURRENT_LIST_DIR} was built with ${corolab_sanitizer} sanitizer, and this project with \
${corolab_own_sanitizer}: build corolab with the same flags, as add_subdirectory does.")
    return()
endif()
include("${CMAKE_CURRENT_LIST_DIR}/corolab_boost_context.cmake")
if(NOT TARGET corolab::boost_context)
    set(corolab_absence "${corolab_boost_absence}")
    return()
endif()
include("${CMAKE_CURRENT_LIST_DIR}/corolab_runtime_targets.cmake")
if(COROLAB_TRACE)
    foreach(corolab_target IN ITEMS corolab::coro corolab::coro_shared)
        set_property(TARGET ${corolab_target} APPEND PROPERTY INTERFACE_COMPILE_DEFINITIONS CORO_TRACE=1)
    endforeach()
endif()
