# SPDX-License-Identifier: MIT
# Toolchain file: builds for aarch64 Linux on Debian with multiarch (dpkg --add-architecture arm64), and runs what is built with
# qemu-user. CMakePresets.json has presets with it. CMAKE_C_COMPILER=clang chooses clang, which takes the assembler, the linker and
# the libraries of the cross-compiling gcc.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)

if(NOT CMAKE_C_COMPILER)
  set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
  set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
endif()
set(CMAKE_C_COMPILER_TARGET aarch64-linux-gnu)          # gcc ignores these
set(CMAKE_CXX_COMPILER_TARGET aarch64-linux-gnu)
set(CMAKE_ASM_COMPILER_TARGET aarch64-linux-gnu)

# pkg-config finds libraries of this architecture alone; those of the build's machine have other directories.
set(ENV{PKG_CONFIG_LIBDIR} /usr/lib/aarch64-linux-gnu/pkgconfig:/usr/share/pkgconfig)

set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64 -L / CACHE STRING "Runs programs of the build")
