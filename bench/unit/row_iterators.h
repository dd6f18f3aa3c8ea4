/* SPDX-License-Identifier: MIT */
/* Includes the row's strategy, and compiles under it the iterators that every unit of a row has. These are range, ticker,
 * filter and map, with sums over them. The build names the strategy by STRATEGY_FILE and STRATEGY_NAME. Three families differ
 * in the types that a caller knows: all, all but the source's, or none. Each family defines for the workloads
 *
 *     NEXT_OF(T)                   the awaitable for next() of a type that bench/unit/add_source.h added
 *     RANGE_NEXT, TICKER_NEXT      the awaitables for next() of these two
 */
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
