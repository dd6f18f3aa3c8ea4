# SPDX-License-Identifier: MIT
# Sets `out` to the sanitizer of this build's flags whose notices change structs (coro/base/tool.h), or to "no": all units of a
# program and the library have the same one. corolab's own build and find_package(corolab) both include it.
function(corolab_find_sanitizer out)
    string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
    set(${out} no PARENT_SCOPE)
    foreach(language IN ITEMS C CXX)
        if("${CMAKE_${language}_FLAGS} ${CMAKE_${language}_FLAGS_${build_type}}" MATCHES "-fsanitize=[a-z,-]*(address|thread)")
            set(${out} ${CMAKE_MATCH_1} PARENT_SCOPE)
        endif()
    endforeach()
endfunction()
