/* SPDX-License-Identifier: MIT */
/* Adds `plus` to every item of another iterator. */
struct map { ITERATOR source; uint64_t plus; };

ASYNC_NEXT(map, little(next))
{
    struct coro_polled got;
    AWAIT(got, next, self->source);
    if (got.tag != CORO_SOME)
        RETURN(got);
    RETURN(coro_some(got.value + self->plus));
}
ASYNC_END
