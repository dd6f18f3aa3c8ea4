/* SPDX-License-Identifier: MIT */
/* Counts from i up to end. Waits for the executor's next turn before the first of every wait_every items. until_wait stops
 * below 0 on purpose. At 0 it would equal CORO_PENDING, and gcc would keep it in a register that each poll saves. */
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
