/* SPDX-License-Identifier: MIT */
/* Both units of a program include this: the row's strategy, and the call between the units. The callee's unit makes an iterator,
 * calls `use` with it, and returns the result. PROGRAM_LINKAGE is static where both are in one unit (both_units.c). */
#ifndef BENCH_PEERS_ONE_UNIT_PROGRAM_H
#define BENCH_PEERS_ONE_UNIT_PROGRAM_H
#include STRATEGY_FILE
#include "bench/unit/task_body.h"

#ifndef PROGRAM_LINKAGE
#define PROGRAM_LINKAGE
#endif
typedef uint64_t use_iterator(struct coro_dyn_iterator);
PROGRAM_LINKAGE uint64_t with_iterator(uint64_t items, use_iterator *use);
#endif
