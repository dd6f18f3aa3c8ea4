/* SPDX-License-Identifier: MIT */
/* The common part of the workloads `split/hot` and `split/call`: calls in a loop inside a coroutine on a first segment. Where
 * the compiler checks for room (CORO_FRAMES_SPLIT), the call across the edge is an ordinary call of a function with too large
 * a frame. */
#ifndef BENCH_UNIT_SEGMENT_WORKLOADS_H
#define BENCH_UNIT_SEGMENT_WORKLOADS_H
#include "coro/segment.h"

struct split_calls { uint64_t count, items; };

static CORO_NOINLINE struct coro_polled split_callee(struct coro_task *task, void *calls)
{
    (void)task;
    ++((struct split_calls *)calls)->count;
    return coro_none();
}

/* More than a first segment has. The first call makes the further segment, which stays. */
enum { SPLIT_NEED_BYTES = CORO_FRAMES_SPLIT ? CALLER_STACK_BYTES : CORO_SEGMENT_FIRST_BYTES };

CORO_UNUSED static CORO_NOINLINE struct coro_polled split_large_callee(struct coro_task *task, void *calls)
{
    char frame[SPLIT_NEED_BYTES], *at = frame;
    CORO_OPAQUE(at);            /* keeps the array in the frame, untouched */
    (void)task;
    ++((struct split_calls *)calls)->count;
    return coro_none();
}

static enum coro_status split_open(struct fixture *fixture, unsigned param)
{
    if (CALLER == ASYNC_STACKFUL && strategy.stacks != &coro_segment_stacks && !CORO_FRAMES_SPLIT) {
        fixture->head.reason = "its stacks do not grow by segments";
        return CORO_ERR_UNSUPPORTED;
    }
    return one_stack_open(fixture, param);
}

/* `entry` makes as many calls as its argument says. */
CORO_INLINE enum coro_status split_run(struct fixture *fixture, coro_entry *entry, uint64_t items, uint64_t *done_items)
{
    struct split_calls calls = { 0, items };
    struct coro *co = coro_init(fixture->consumers[0].stack, entry, &calls);
    enum coro_status status = coro_resume(co);
    if (!status && co->result.tag == CORO_FAILED)
        status = (enum coro_status)co->result.value;
    coro_fini(co);
    *done_items = items;
    return !status && calls.count != items ? CORO_ERR_WRONG_RESULT : status;
}

#endif
