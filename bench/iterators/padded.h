/* SPDX-License-Identifier: MIT */
/* Counts from i up to end with a frame of exactly PADDED_BYTES (a state machine's: argument, padding, state), and writes and
 * reads all of the padding. An include-template: PADDED_BYTES, and PADDED, the iterator's name. */
struct PADDED { uint64_t i, end; };

ASYNC_NEXT(PADDED, little(nothing), uint64_t padding[(PADDED_BYTES - 16) / 8];)
{
    if (self->i == self->end)
        RETURN(coro_none());
    if (padded_touch(my->padding, sizeof my->padding, self->i) != self->i * (sizeof my->padding / 8))
        RETURN(coro_failed(CORO_ERR_WRONG_RESULT));
    RETURN(coro_some(self->i++));
}
ASYNC_END
