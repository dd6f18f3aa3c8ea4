/* SPDX-License-Identifier: MIT */
/* Counts from end - 1 down to i: the items of a range in the opposite order. Never waits. */
struct countdown { uint64_t i, end; };

ASYNC_NEXT(countdown, alone)
{
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(--self->end));
}
ASYNC_END
