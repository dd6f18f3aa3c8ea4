/* SPDX-License-Identifier: MIT */
/* Makes a dyn iterator usable where a static one is expected: its own next() has a known type and size, and awaits the dyn one.
 * This is part 9's BoxingAsyncIterator; the row's strategy takes the place of the box. */
struct boxing { struct coro_dyn_iterator inner; };

ASYNC_NEXT(boxing, little(next))
{
    struct coro_polled got;
    AWAIT(got, next, self->inner);
    RETURN(got);
}
ASYNC_END
