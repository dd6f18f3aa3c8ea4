/* SPDX-License-Identifier: MIT */
/* The iterators that only the probes of `corolab check` use. */

/* Passes on the items of another iterator with a frame that must be aligned to 64 bytes, and fails when it is not. */
enum { ALIGNED_BYTES = 64 };
struct aligned { ITERATOR source; };

ASYNC_NEXT(aligned, little(next), _Alignas(ALIGNED_BYTES) unsigned char line[ALIGNED_BYTES];)
{
    struct coro_polled got;
    my->line[0] = 1;
    AWAIT(got, next, self->source);
    uintptr_t at = (uintptr_t)my->line;
    CORO_OPAQUE(at);        /* the compiler knows that it is aligned; we want to see it */
    if (at % ALIGNED_BYTES != 0)
        RETURN(coro_failed(CORO_ERR_WRONG_RESULT));
    RETURN(got);
}
ASYNC_END

/* Passes on the items of another iterator, and owns heap memory across the await, which must be freed on return and on drop
 * alike. */
struct guard { ITERATOR source; size_t alive_count; };      /* how many of its futures own memory now */

ASYNC_NEXT(guard, little(next), uint64_t *copy;)
{
    struct coro_polled got;
    my->copy = malloc(sizeof *my->copy);
    if (my->copy == NULL)
        RETURN(coro_failed(CORO_ERR_NO_MEMORY));
    self->alive_count++;
    AWAIT(got, next, self->source);
    *my->copy = got.value;
    RETURN(((struct coro_polled){ got.tag, *my->copy }));
}
ASYNC_END_AFTER(self->alive_count -= my->copy != NULL; free(my->copy))

/* Counts from i up to end. Before every item it waits until the executor comes round, and then calls `visit` from inside its
 * poll. The visitor may call the C library, and take signals. */
struct nesting { uint64_t i, end; void (*visit)(void *); void *arg; };

ASYNC_NEXT(nesting, nothing)
{
    coro_waker_wake(coro_task_waker(task));
    SUSPEND();
    self->visit(self->arg);
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END
