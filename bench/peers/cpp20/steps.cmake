# SPDX-License-Identifier: MIT
# Compiles the C++20 peers. Two units and no LTO keep the dyn boundary between compiled units. Without exceptions, as Rust with
# panic=abort: with them, an item takes 8 instructions more from clang++ 14, for an unused path, and at most 2 more from g++ 12.
# -fno-plt as for the project's own code.
set(options -std=c++20 -O2 -fno-exceptions -fno-plt -fPIE -I${SOURCE} ${define_options})
step(${COMPILER} ${options} -c ${FROM}/callee.cpp -o callee.o)
step(${COMPILER} ${options} -c ${FROM}/caller.cpp -o caller.o)
step(${AR} rcs ${ARCHIVE} callee.o caller.o)
