# SPDX-License-Identifier: MIT
# Installs the files by which find_package(corolab) finds the package: the components runtime and lab both bring them.
include(CMakePackageConfigHelpers)

include(${CMAKE_CURRENT_LIST_DIR}/sanitizer.cmake)
function(install_config component)
    set(corolab_processor ${COROLAB_MACHINE})
    if(NOT COROLAB_MACHINE)
        set(corolab_processor ${CMAKE_SYSTEM_PROCESSOR})
    endif()
    corolab_find_sanitizer(corolab_sanitizer)
    configure_file(${PROJECT_SOURCE_DIR}/coro/package/corolabConfig.cmake.in corolabConfig.cmake @ONLY)
    write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/corolabConfigVersion.cmake COMPATIBILITY SameMinorVersion)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/corolabConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/corolabConfigVersion.cmake
            DESTINATION lib/cmake/corolab COMPONENT ${component})
endfunction()
