# SPDX-License-Identifier: MIT
# Compiles the C++20 peers. Two units and no LTO keep the dyn boundary between compiled units. With exceptions, as C++ is by
# default. Without them, clang++ 14 spends 8 instructions fewer on an item, but takes one from the heap for each static_dispatch,
# whose task lies in its caller's frame otherwise; g++ 12's counts move by 4 at most. -fno-plt as for the project's own code.
set(options -std=c++20 -O2 -fno-plt -fPIE -I${SOURCE} ${define_options})
step(${COMPILER} ${options} -c ${FROM}/callee.cpp -o callee.o)
step(${COMPILER} ${options} -c ${FROM}/caller.cpp -o caller.o)
step(${AR} rcs ${ARCHIVE} callee.o caller.o)
