# SPDX-License-Identifier: MIT
# Compiles the Ada peers. gnatbind, which lies beside gnatmake, writes the unit that starts the runtime. Ada's checks stay on.
string(REPLACE "gnatmake" "gnatbind" gnatbind "${COMPILER}")
step(${COMPILER} -q -f -c -O2 ${FROM}/peer_callers.adb)
step(${gnatbind} -n -Lada_peer_ peer_callers.ali)
step(${COMPILER} -q -f -u -c -O2 b~peer_callers.adb)
step(${c_compile} ${FROM}/entries.c -o entries.o)
step(${AR} rcs ${ARCHIVE} entries.o peer_callers.o peer_ranges.o peer_items.o b~peer_callers.o)
