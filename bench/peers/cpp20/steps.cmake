# SPDX-License-Identifier: MIT
# Two units and no LTO, so that the dyn boundary lies between compiled units as it does here. Without exceptions, as in Rust with
# panic=abort: a frame then has no way out that nobody takes. -fno-plt as for our own code.
set(options -std=c++20 -O2 -fno-exceptions -fno-plt -fPIE -I${SOURCE} ${define_options})
step(${COMPILER} ${options} -c ${FROM}/callee.cpp -o callee.o)
step(${COMPILER} ${options} -c ${FROM}/caller.cpp -o caller.o)
step(${AR} rcs ${ARCHIVE} callee.o caller.o)
