/* SPDX-License-Identifier: MIT */
/* What one row adds to a program in machine code: one caller, which adds up the items of an iterator, and one callee, the
 * `range`; nothing else is kept. So what is counted is the caller's start, poll and drop, with all that the strategy has the
 * compiler put into them, the callee's shims behind its vtable, what ends its iterator, and the functions that these call within
 * the unit, context switches among them. Not counted: the runtime's library, the allocator, constants and vtables. The build
 * compiles this file once per file under strategies/, with STRATEGY_FILE as that file's path and STRATEGY_NAME as its name;
 * bench/code/measure.cmake adds up. */
#include <string.h>
#include "bench/table/workload.h"
#include "bench/unit/row_iterators.h"

/* A file's own functions stay out of its object unless something names them. */
#if PROTOCOL == PROTOCOL_STATIC
const struct coro_async_fn *const corolab_code_caller = &range_sum_0_root;
#else
#if KNOWS_ADAPTERS
const struct coro_async_fn *const corolab_code_caller = &wrapped_sum_0_root;
#else
const struct coro_async_fn *const corolab_code_caller = &sum_root;
#endif
const struct coro_iterator_vtable *const corolab_code_callee = &range_vtable;
void (*const corolab_code_fini)(void *self, struct coro_task *) = range_dyn_fini;
#endif
