/* SPDX-License-Identifier: MIT */
/* Contains the machine code that one row adds to a program, for one caller and one callee. The caller adds up the items of an
 * iterator; the callee is `range`. The caller's start, poll and drop count, with all that the compiler puts into them for the
 * strategy. The callee's shims and the end of its iterator count, as do functions that these call within the unit, such as
 * context switches. Not counted are the runtime's library, the allocator, constants and vtables. The build compiles this file
 * once per row; bench/code/measure.cmake adds up the sizes. */
#include <string.h>
#include "bench/table/workload.h"
#include "bench/unit/row_iterators.h"

/* The compiler drops static functions that nothing names. */
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
