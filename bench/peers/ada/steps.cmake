# SPDX-License-Identifier: MIT
# gnatmake compiles the callers and what they need; gnatbind, which lies beside it, writes the unit that starts the runtime. The
# checks that Ada makes stay on.
string(REPLACE "gnatmake" "gnatbind" gnatbind "${COMPILER}")
step(${COMPILER} -q -f -c -O2 ${FROM}/peer_callers.adb)
step(${gnatbind} -n -Lada_peer_ peer_callers.ali)
step(${COMPILER} -q -f -u -c -O2 b~peer_callers.adb)
step(${c_compile} ${FROM}/entries.c -o entries.o)
step(${AR} rcs ${ARCHIVE} entries.o peer_callers.o peer_ranges.o peer_items.o b~peer_callers.o)
