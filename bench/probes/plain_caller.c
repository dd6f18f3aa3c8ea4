/* SPDX-License-Identifier: MIT */
/* The caller of plain_caller.h. It includes no header of strategies/ or bench/unit: that is what one_caller.c proves. */
#define ASYNC_MODEL ASYNC_STACKLESS
#include "coro/async.h"
#include "bench/probes/plain_caller.h"

struct coro_site_arg {};
struct coro_task_arg {};

/* An await of next(self), in the form that coro/async.h awaits. */
struct plain_next_frame { struct coro_dyn_future future; };
CORO_INLINE void plain_next_async_begin(struct plain_next_frame *frame, struct coro_task *task, struct coro_dyn_iterator it)
{
    (void)task;
    frame->future = it.vtable->next(it.self, (struct coro_site_arg){}, (struct coro_task_arg){});
}
CORO_INLINE struct coro_polled plain_next_async_poll(struct plain_next_frame *frame, struct coro_task *task)
{
    return frame->future.vtable->poll(frame->future.data, task);
}
CORO_INLINE void plain_next_async_end(struct plain_next_frame *frame, struct coro_task *task)
{
    (void)task;
    frame->future.vtable->drop(frame->future.data, (struct coro_site_arg){}, (struct coro_task_arg){});
}
CORO_INLINE void plain_next_async_cancel(struct plain_next_frame *frame, struct coro_task *task)
{
    plain_next_async_end(frame, task);
}

ASYNC(plain_sum, struct plain_sum *, self, little(nothing), AWAITS(plain_next) size_t at; uint64_t total;)
{
    struct coro_polled got;
    my->total = 0;
    for (my->at = 0;; my->at = (my->at + 1) % self->count) {
        AWAIT(got, plain_next, self->iterators[my->at]);
        if (got.tag != CORO_SOME)
            break;
        my->total += got.value;
    }
    if (got.tag == CORO_FAILED)
        RETURN(got);
    RETURN(coro_some(my->total));
}
ASYNC_END

const struct coro_async_fn *const plain_caller = &plain_sum;
