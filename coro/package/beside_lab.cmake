# SPDX-License-Identifier: MIT
# The component runtime of a laboratory's build: a build of the runtime alone in BUILD/runtime. The laboratory's own objects are
# those that it measures, with units on pages of their own, and no shared library can take them.
include(ExternalProject)
if(COROLAB_SANITIZE OR COROLAB_TRY)
    install(CODE "message(FATAL_ERROR \"The component runtime is not in a build that has COROLAB_SANITIZE or COROLAB_TRY: \
cmake --preset release.\")" COMPONENT runtime)
    return()
endif()

set(arguments -DCOROLAB_LAB=OFF)
foreach(variable IN ITEMS CMAKE_BUILD_TYPE CMAKE_C_COMPILER CMAKE_C_FLAGS CMAKE_CROSSCOMPILING_EMULATOR
        CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_PREFIX CMAKE_TOOLCHAIN_FILE)
    if(NOT "${${variable}}" STREQUAL "")
        string(REPLACE ";" "|" value "${${variable}}")      # an emulator has options
        list(APPEND arguments "-D${variable}=${value}")
    endif()
endforeach()
ExternalProject_Add(corolab_runtime SOURCE_DIR ${PROJECT_SOURCE_DIR} BINARY_DIR ${PROJECT_BINARY_DIR}/runtime
                    PREFIX ${PROJECT_BINARY_DIR}/runtime_stamps LIST_SEPARATOR | CMAKE_ARGS ${arguments}
                    BUILD_ALWAYS ON INSTALL_COMMAND "")
install(CODE "
    if(NOT EXISTS \"${PROJECT_BINARY_DIR}/runtime/cmake_install.cmake\")
        message(FATAL_ERROR \"The runtime is not built yet: cmake --build '${PROJECT_BINARY_DIR}' --target corolab_runtime\")
    endif()" COMPONENT runtime)
install(SCRIPT ${PROJECT_BINARY_DIR}/runtime/cmake_install.cmake COMPONENT runtime)
