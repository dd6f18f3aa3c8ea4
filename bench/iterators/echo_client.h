/* SPDX-License-Identifier: MIT */
/* Counts from i up to end. Before every item, and before the end, it calls another thread and waits for the answer. */
#include "bench/fixtures/echo_thread.h"
struct caller { uint64_t i, end; struct echo_thread *echo; };

ASYNC_NEXT(caller, nothing)
{
    echo_thread_wake(self->echo);
    SUSPEND();
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END
