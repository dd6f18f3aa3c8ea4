/* SPDX-License-Identifier: MIT */
/* Counts from i up to end; before the first of every wait_every items it waits until the executor comes round. until_wait
 * ends below 0, not at 0, on purpose: CORO_PENDING is 0, and gcc would use the counter as the tag of the answer, in a
 * register that every poll would save and restore. */
struct ticker { uint64_t i, end, wait_every; int64_t until_wait; };

ASYNC_NEXT(ticker, alone)
{
    if (--self->until_wait < 0) {
        self->until_wait = (int64_t)self->wait_every - 1;
        coro_waker_wake(coro_task_waker(task));
        SUSPEND();
    }
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END
