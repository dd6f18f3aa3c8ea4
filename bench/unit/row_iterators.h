/* SPDX-License-Identifier: MIT */
/* The row's strategy and, compiled under it, the iterators that every unit of a row has: range, ticker, filter and map, with the sums
 * over them. STRATEGY_FILE and STRATEGY_NAME come from the build. The three families differ in what a caller knows of the iterator
 * that it awaits: every type, every type but the source's, or none. Each family defines, for the workloads,
 *
 *     SOURCE_FILE                  the template that adds one more type of iterator
 *     NEXT_OF(T)                   what a body awaits for next() of a type so added
 *     RANGE_NEXT, TICKER_NEXT      the same for these two */
#define ASYNC_OWNER " of " STRATEGY_NAME     /* reports of stack overflows name the row */
#include STRATEGY_FILE
#include "strategies/callee_side.h"
#include "strategies/caller_side.h"
#include "bench/unit/task_body.h"

#if PROTOCOL == PROTOCOL_STATIC
#include "bench/unit/static_iterators.h"
#elif KNOWS_ADAPTERS
#include "bench/unit/boxing_iterators.h"
#else
#include "bench/unit/dyn_iterators.h"
#endif
