/* SPDX-License-Identifier: MIT */
/* Counts from i up to end, with a number of polls for every item, and holds the tail of its frame across them
 * (bench/fixtures/frame_tail.h). An include-template: SIZED, the iterator's name, SIZED_LOCALS, the tail where it is a local, and
 * SIZED_TAIL, its address. bench/unit/sized_type.h makes types of it. */
struct SIZED { struct tail_counter counter; };

ASYNC_NEXT(SIZED, little(nothing), uint64_t left; SIZED_LOCALS)
{
    my->left = frame_tail_write(&self->counter, SIZED_TAIL);
    while (--my->left > 0) {
        if (!self->counter.is_woken_outside)
            coro_waker_wake(coro_task_waker(task));
        SUSPEND();
    }
    RETURN(frame_tail_check(&self->counter, SIZED_TAIL));
}
ASYNC_END
