# SPDX-License-Identifier: MIT
# Compiles the C++20 programs, each in one unit, with the options of bench/peers/cpp20.
get_filename_component(family ${TO} NAME)
set(objects "")
foreach(program ready pending two_types depth)
  step(${COMPILER} -std=c++20 -O2 -fno-plt -fPIE -I${SOURCE} -DCPP20_COMPILER=${family} ${OPTIONS}
       -DPROGRAM_ENTRY=${family}_box_${program} -c ${FROM}/halo_${program}.cpp -o ${program}.o)
  list(APPEND objects ${program}.o)
endforeach()
step(${c_compile} ${SOURCE}/bench/peers/foreign/present.c -o present.o)
step(${AR} rcs ${ARCHIVE} present.o ${objects})
