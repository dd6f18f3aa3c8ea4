/* SPDX-License-Identifier: MIT */
/* Counts from i up to end; before every wait_every-th item it waits, for as long as it takes the executor to come round. */
struct ticker { uint64_t i, end, wait_every, until_wait; };

ASYNC_NEXT(ticker, alone)
{
    if (--self->until_wait == 0) {
        self->until_wait = self->wait_every;
        coro_waker_wake(coro_task_waker(task));
        SUSPEND();
    }
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END
