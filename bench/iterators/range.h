/* SPDX-License-Identifier: MIT */
/* Counts from i up to end; never waits, and does not test for it. */
struct range { uint64_t i, end; };

ASYNC_NEXT(range, alone)
{
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END
