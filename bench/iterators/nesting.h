/* SPDX-License-Identifier: MIT */
/* Counts from i up to end. Before every item it waits until the executor comes round, and then calls `visit` from inside its
 * poll. The visitor may need more stack than other callees do. */
enum { VISIT_STACK_BYTES = CALLEE != ASYNC_STACKFUL ? 0 : CORO_NOTICE_STACK_FACTOR > 1 ? 32 << 10 : 8 << 10 };
struct nesting { uint64_t i, end; void (*visit)(void *); void *arg; };

ASYNC_NEXT(nesting, nothing, char room[VISIT_STACK_BYTES];)
{
    coro_waker_wake(coro_task_waker(task));
    SUSPEND();
    self->visit(self->arg);
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END
