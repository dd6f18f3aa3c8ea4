/* SPDX-License-Identifier: MIT */
/* Counts from i up to end; before the first of every wait_every items it waits, for as long as it takes the executor to come
 * round. What is left until then ends below 0, not at 0: pending is 0, and gcc would take the counter for the answer's tag and
 * keep it in a register that has to be saved and restored around every poll. */
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
