/* SPDX-License-Identifier: MIT */
/* Passes on the items of another iterator that are not `rejected`. */
struct filter { ITERATOR source; uint64_t rejected; };

ASYNC_NEXT(filter, little(next))
{
    struct coro_polled got;
    do {
        AWAIT(got, next, self->source);
    } while (got.tag == CORO_SOME && got.value == self->rejected);
    RETURN(got);
}
ASYNC_END
