/* SPDX-License-Identifier: MIT */
/* What the probes need where every type is known: one guard and one aligned iterator on a ticker, and futures of a ticker held
 * by hand. */
#include "bench/stamp/callee.h"
#define next ticker_next
#include "bench/iterators/guard.h"
#include "bench/iterators/aligned.h"
#undef next

#define next guard_next
#define sum guard_sum
#include "bench/bodies/sum.h"
STAMP_ROOT(sum)
#undef sum
#undef next
#define next aligned_next
#define sum aligned_sum
#include "bench/bodies/sum.h"
STAMP_ROOT(sum)
#undef sum
#undef next
#include "bench/stamp/caller.h"

static const struct coro_async_fn *const sums_over_guard[MAX_STATIC_DEPTH + 1] = { [1] = &guard_sum_root };
static const struct coro_async_fn *const sums_over_aligned[MAX_STATIC_DEPTH + 1] = { [1] = &aligned_sum_root };
STATIC_ITERATOR(guard, sums_over_guard)
STATIC_ITERATOR(aligned, sums_over_aligned)

struct held { struct ticker_next_frame next; };
static void held_init(struct held *held) { (void)held; }
static void held_fini(struct held *held) { (void)held; }
static void held_begin(struct held *held, struct coro_task *task, ITERATOR it) { ticker_next_begin(&held->next, task, it); }
static struct coro_polled held_poll(struct held *held, struct coro_task *task) { return ticker_next_poll(&held->next, task); }
static void held_drop(struct held *held, struct coro_task *task) { ticker_next_cancel(&held->next, task); }

static ITERATOR iterator_at(ITERATOR it, void *self)
{
    (void)it;
    return self;
}
static struct coro_dyn_iterator probe_iterator(const struct stage *stage)
{
    (void)stage;
    return (struct coro_dyn_iterator){ NULL, NULL };
}
