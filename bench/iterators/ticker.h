/* SPDX-License-Identifier: MIT */
/* Counts from i up to end; before every wait_every-th item it waits, for as long as it takes the executor to come round. It does
 * not count down: when that arrives at 0, gcc takes the counter for the answer's tag, pending being 0, and keeps it in a register
 * that has to be saved and restored around every poll. */
struct ticker { uint64_t i, end, wait_every, since_wait; };

ASYNC_NEXT(ticker, alone)
{
    if (++self->since_wait == self->wait_every) {
        self->since_wait = 0;
        coro_waker_wake(coro_task_waker(task));
        SUSPEND();
    }
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END
