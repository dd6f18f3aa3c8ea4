/* SPDX-License-Identifier: MIT */
/* The lists of families whose every cell is a program of its own: what an optimiser does to it must not depend on the types of
 * another workload. A family's list of peers (foreign.h) includes this header and defines
 *   FOREIGN_ROWS(X)     X(row, name after FOREIGN_NAME, protocol, sentence) for each
 *   FOREIGN_PEERS(X)    FOREIGN_PROGRAMS(X, row) for each
 * CMake defines FOREIGN_FAMILY, a name, for its archive; for program_rows.c also FOREIGN_NAME, the beginning of its rows' names,
 * and FOREIGN_MADE_BY, the compiler and its setting. */
#ifndef BENCH_PEERS_FOREIGN_PROGRAM_LIST_H
#define BENCH_PEERS_FOREIGN_PROGRAM_LIST_H

#define FOREIGN_PASTE(family, entry) family##_##entry
#define FOREIGN_PASTED(family, entry) FOREIGN_PASTE(family, entry)
#define FOREIGN_ENTRY(entry) FOREIGN_PASTED(FOREIGN_FAMILY, entry)
#define FOREIGN_ABSENCE FOREIGN_ENTRY(absence)

#define FOREIGN_PROGRAMS(X, row) X(row##_ready, , , ) X(row##_pending, , , ) X(row##_two_types, , , ) X(row##_depth, , , )

#endif
