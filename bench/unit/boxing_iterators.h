/* SPDX-License-Identifier: MIT */
/* Generic code over a dyn iterator: adapters and bodies are stamped as where every type is known (bench/unit/static_iterators.h), on
 * a wrapper of known type, and what that wraps is behind dyn. One chain serves every bottom. */
#define dyn_sums sums_over_wrapped
static const struct sum_bodies dyn_sums[MAX_STATIC_DEPTH + 1];
#include "bench/unit/compile_as_callee.h"
#define GLUE_(a, b, c) a##b##c
#define GLUE(a, b, c) GLUE_(a, b, c)
#include "bench/iterators/range.h"
DYN_ITERATOR(range)
#include "bench/iterators/ticker.h"
DYN_ITERATOR(ticker)
#include "bench/iterators/boxed_adapter.h"

/* The wrapper lies in the frame of who awaits it, and is made anew for every item, which costs its two words. */
struct wrapped_frame { struct boxing wrapper; struct boxing_next_frame next; };
CORO_INLINE void wrapped_init(struct wrapped_frame *frame) { (void)frame; }
CORO_INLINE void wrapped_fini(struct wrapped_frame *frame) { (void)frame; }
CORO_INLINE void wrapped_begin(struct wrapped_frame *frame, struct coro_task *task, ITERATOR it)
{
    frame->wrapper.inner = it;
    boxing_next_begin(&frame->next, task, &frame->wrapper);
}
CORO_INLINE struct coro_polled wrapped_poll(struct wrapped_frame *frame, struct coro_task *task)
{
    return boxing_next_poll(&frame->next, task);
}
CORO_INLINE void wrapped_end(struct wrapped_frame *frame, struct coro_task *task) { boxing_next_end(&frame->next, task); }
CORO_INLINE void wrapped_cancel(struct wrapped_frame *frame, struct coro_task *task) { boxing_next_cancel(&frame->next, task); }

#define BOTTOM wrapped
#define BOTTOM_NEXT wrapped
#define STATIC_NEXT(T) GLUE(T, _known, )
#define SEAL_FILE "bench/unit/static_adapter.h"
#include "bench/unit/static_chain.h"

/* The structs that are filled in from outside, which look alike in every place of a chain. */
#define KNOWN_ITERATOR(T) \
    static struct iterator_type T##_type(void) \
    { return (struct iterator_type){ .self_bytes = sizeof(struct T), .total_bytes = sizeof(struct T) }; }
#include "bench/bodies/sum.h"
#include "bench/iterators/filter.h"
#include "bench/iterators/map.h"
KNOWN_ITERATOR(filter)
KNOWN_ITERATOR(map)
#include "bench/unit/compile_as_caller.h"

#include "strategies/escaping_future.h"

CORO_INLINE ITERATOR iterator_handle(void *self, const struct iterator_type *type)
{
    ITERATOR it = { self, type->vtable };
    CORO_OPAQUE(it.vtable);         /* a real virtual call, also where one unit could see through it */
    return it;
}
