/* SPDX-License-Identifier: MIT */
/* The caller's unit of a program: the row's caller side, the sum of an iterator's items, and the entry that the table registers.
 * The sum runs in this unit, not as a task of the executor: across a call into the executor no compiler could follow the vtable.
 * For the same reason the body is not bench/bodies/sum.h, which gives the address of its frame to an asm statement. The callback
 * hides nothing: with every call here inlined by force, gcc 12 and clang 14 allocate as often. */
#include "bench/peers/foreign/foreign.h"
#include "bench/peers/one_unit/program.h"
#include "strategies/caller_side.h"
#include "bench/unit/compile_as_caller.h"

ASYNC(sum, const struct coro_dyn_iterator *, it, little(next), uint64_t total;)
{
    struct coro_polled got;
    my->total = 0;
    for (;;) {
        AWAIT(got, next, *it);
        if (got.tag != CORO_SOME)
            break;
        CORO_OPAQUE(got.value);
        my->total += got.value;
    }
    RETURN(got.tag == CORO_NONE ? coro_some(my->total) : got);
}
ASYNC_END

/* Polls again at once, whether or not it was woken: a wake does nothing to a task that is queued. */
static uint64_t block_on_sum(struct coro_dyn_iterator it)
{
    struct coro_task task = { .state = CORO_TASK_QUEUED };
    struct sum_frame frame;
    struct coro_polled got;
    sum_async_begin(&frame, &task, &it);
    do
        got = sum_async_poll(&frame, &task);
    while (got.tag == CORO_PENDING);
    return got.tag == CORO_SOME ? got.value : UINT64_MAX;
}

enum coro_status PROGRAM_ENTRY(struct fixture *, uint64_t items, uint64_t *done_items);
enum coro_status PROGRAM_ENTRY(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return foreign_check(fixture, with_iterator(items, block_on_sum), items, done_items);
}
