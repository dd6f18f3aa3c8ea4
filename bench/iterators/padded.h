/* SPDX-License-Identifier: MIT */
/* Counts from i up to end with a frame of exactly PADDED_BYTES (a state machine's: argument, bytes, state); writes all of the
 * bytes and reads them back. An include-template: PADDED_BYTES, and PADDED, the iterator's name. */
struct PADDED { uint64_t i, end; };

ASYNC_NEXT(PADDED, nothing, unsigned char bytes[PADDED_BYTES - 16];)
{
    if (self->i == self->end)
        RETURN(coro_none());
    unsigned char fill = (unsigned char)self->i;
    memset(my->bytes, fill, sizeof my->bytes);
    __asm__ volatile("" : : "r"(my->bytes) : "memory");
    if (sizeof my->bytes > 0 && (my->bytes[0] ^ my->bytes[sizeof my->bytes - 1]) != 0)
        RETURN(coro_failed(CORO_ERR_WRONG_RESULT));
    RETURN(coro_some(self->i++));
}
ASYNC_END
