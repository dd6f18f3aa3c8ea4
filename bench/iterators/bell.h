/* SPDX-License-Identifier: MIT */
/* Counts from i up to end. Before every item, and before the end, it waits until code outside rings, that is, wakes `waker`. */
struct bell { uint64_t i, end; struct coro_waker waker; };

ASYNC_NEXT(bell, alone)
{
    self->waker = coro_task_waker(task);
    SUSPEND();
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END
