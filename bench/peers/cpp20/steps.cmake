# SPDX-License-Identifier: MIT
# Two units and no LTO, so that the dyn boundary lies between compiled units as it does here. Without exceptions, as in Rust with
# panic=abort: with them, an item takes 8 instructions more from clang++ 14, for a way out that nobody takes, and at most 2 more
# from g++ 12. -fno-plt as for our own code.
set(options -std=c++20 -O2 -fno-exceptions -fno-plt -fPIE -I${SOURCE} ${define_options})
step(${COMPILER} ${options} -c ${FROM}/callee.cpp -o callee.o)
step(${COMPILER} ${options} -c ${FROM}/caller.cpp -o caller.o)
step(${AR} rcs ${ARCHIVE} callee.o caller.o)
