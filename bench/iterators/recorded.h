/* SPDX-License-Identifier: MIT */
/* The stand-in for a recorded callee: next() fills a frame of PADDED_BYTES, takes `polls` polls and returns `answer`. An
 * include-template: PADDED_BYTES, and PADDED, the iterator's name. */
struct PADDED { uint64_t answer, polls; };

ASYNC_NEXT(PADDED, little(nothing), uint64_t left; unsigned char bytes[PADDED_BYTES - 24];)
{
    my->left = self->polls;
    memset(my->bytes, (int)(self->answer & 0xff), sizeof my->bytes);
    __asm__ volatile("" : : "r"(my->bytes) : "memory");
    while (--my->left > 0) {
        coro_waker_wake(coro_task_waker(task));
        SUSPEND();
    }
    unsigned char fill = (unsigned char)self->answer;
    __asm__ volatile("" : : "r"(my->bytes) : "memory");
    if (my->bytes[0] != fill || my->bytes[sizeof my->bytes - 1] != fill)
        RETURN(coro_failed(CORO_ERR_WRONG_RESULT));
    RETURN(coro_some(self->answer));
}
ASYNC_END
