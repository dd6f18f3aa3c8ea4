/* SPDX-License-Identifier: MIT */
/* Adds one type of the family of bench/unit/sized_iterators.h. An include-template: SIZED, its name, and SIZED_BYTES, the size of
 * its frame. This file undefines SIZED.
 *
 * All types whose callees are state machines share one body, sized_next, whose frame ends where the tail begins; only the
 * frames' sizes differ. next(), poll and drop are compiled for each type all the same, because the body is inlined into them.
 * A body of its own for each type would take twice as long to compile. On a stack the tail is a local of the body. */
#define OF_TYPE(x) GLUE(SIZED, x, )
/* Else gcc merges the equal functions of types, and jumps to the remaining one. */
static struct coro_dyn_future OF_TYPE(_dyn_next)(void *, struct coro_site_arg, struct coro_task_arg) CORO_OWN_CODE;
static void OF_TYPE(_dyn_drop)(void *, struct coro_site_arg, struct coro_task_arg) CORO_OWN_CODE;
static struct coro_polled OF_TYPE(_dyn_poll)(void *, struct coro_task *) CORO_OWN_CODE;

#if CALLEE == ASYNC_STACKFUL
#define SIZED_LOCALS uint64_t tail[(SIZED_BYTES - SIZED_HEAD_BYTES) / 8];
#define SIZED_TAIL my->tail
#include "bench/iterators/sized.h"
#undef SIZED_LOCALS
#undef SIZED_TAIL
#else
struct SIZED { struct tail_counter counter; };
static const struct coro_async_fn OF_TYPE(_next) = {
    { SIZED_BYTES, sized_next_async_align }, sized_next_async_start, sized_next_async_poll, sized_next_async_drop
};
enum { OF_TYPE(_next_async_bytes) = SIZED_BYTES, OF_TYPE(_next_async_align) = sized_next_async_align };
enum { OF_TYPE(_next_async_stack_bytes) = sized_next_async_stack_bytes };
CORO_UNUSED CORO_INLINE void OF_TYPE(_next_async_start)(void *frame, void *self) { sized_next_async_start(frame, self); }
CORO_UNUSED CORO_INLINE struct coro_polled OF_TYPE(_next_async_poll_kept)(void *frame, void *self, struct coro_task *task)
{
    return sized_next_async_poll_kept(frame, self, task);
}
#endif
DYN_SHIMS(SIZED)
#undef OF_TYPE
#undef SIZED
