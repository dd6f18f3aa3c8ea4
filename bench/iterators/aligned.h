/* SPDX-License-Identifier: MIT */
/* Passes on the items of another iterator with a frame that must be aligned to 64 bytes, and fails when it is not. */
enum { ALIGNED_BYTES = 64 };
struct aligned { ITERATOR source; };

ASYNC_NEXT(aligned, next, _Alignas(ALIGNED_BYTES) unsigned char line[ALIGNED_BYTES];)
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
