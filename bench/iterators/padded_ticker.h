/* SPDX-License-Identifier: MIT */
/* Counts from i up to end with a frame of exactly PADDED_BYTES (a state machine's: argument, bytes, state). Writes all of the
 * bytes, waits before every item until the executor comes round, and checks the bytes. An include-template: PADDED_BYTES, and
 * PADDED, the iterator's name. */
struct PADDED { uint64_t i, end; };

ASYNC_NEXT(PADDED, little(nothing), unsigned char bytes[PADDED_BYTES - 16];)
{
    if (self->i == self->end)
        RETURN(coro_none());
    memset(my->bytes, (int)(self->i & 0xff), sizeof my->bytes);
    __asm__ volatile("" : : "r"(my->bytes) : "memory");
    coro_waker_wake(coro_task_waker(task));
    SUSPEND();
    unsigned char fill = (unsigned char)self->i;
    __asm__ volatile("" : : "r"(my->bytes) : "memory");
    if (my->bytes[0] != fill || my->bytes[sizeof my->bytes - 1] != fill)
        RETURN(coro_failed(CORO_ERR_WRONG_RESULT));
    RETURN(coro_some(self->i++));
}
ASYNC_END
