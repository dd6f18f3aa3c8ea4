/* SPDX-License-Identifier: MIT */
/* The workloads of stacks that grow by segments: calls in a loop inside a coroutine on a first segment. Where the compiler checks
 * for room (CORO_FRAMES_SPLIT), the call across the edge is an ordinary call of a function with too large a frame. */
#include "bench/unit/one_stack.h"
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
    return status ? status : check_result(items, calls.count);
}

/* `split/hot`: the worst place for a segment to end. A loop calls across the edge, so every turn enters the further segment and
 * leaves it. */
CORO_INLINE struct coro_polled call_further(struct coro *self, struct split_calls *calls)
{
    coro_segment_fn *fn = split_large_callee;
    if (!CORO_FRAMES_SPLIT)
        return coro_segment_call(self, SPLIT_NEED_BYTES, split_callee, NULL, calls);
    CORO_OPAQUE(fn);
    return fn(NULL, calls);
}
static struct coro_polled call_across(struct coro *self, void *arg)
{
    struct split_calls *calls = arg;
    struct coro_polled got = coro_none();
    for (uint64_t i = 0; i < calls->items && got.tag == CORO_NONE; i++)
        got = call_further(self, calls);
    return got;
}
static enum coro_status split_hot_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return split_run(fixture, call_across, items, done_items);
}

static const struct workload split_hot_workload = {
    .name = "split/hot",
    .question = "What does a call cost that has to go on to a further segment every time?",
    .item = "call",
    .order = 92,
    .batch_items = 16384,
    .open = split_open,
    .run = split_hot_run,
};

/* `split/call`: the floor under `split/hot`, the same call on the loop's own segment, without a check for room. */
static struct coro_polled call_within(struct coro *self, void *arg)
{
    struct split_calls *calls = arg;
    struct coro_polled got = coro_none();
    (void)self;
    for (uint64_t i = 0; i < calls->items && got.tag == CORO_NONE; i++) {
        coro_segment_fn *fn = split_callee;
        CORO_OPAQUE(fn);
        got = fn(NULL, calls);
    }
    return got;
}
static enum coro_status split_call_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return split_run(fixture, call_within, items, done_items);
}

static const struct workload split_call_workload = {
    .name = "split/call",
    .question = "What does an ordinary call cost, the floor under split/hot?",
    .item = "call",
    .order = 90,
    .batch_items = 16384,
    .open = split_open,
    .run = split_call_run,
};
