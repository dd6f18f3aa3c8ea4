/* SPDX-License-Identifier: MIT */
/* What the probes need where every type is known: one guard and one aligned iterator on a ticker. */
#include "bench/unit/compile_as_callee.h"
#define BOTTOM ticker
#define TICKER_NEXT BOTTOM_NEXT
#define next TICKER_NEXT
#include "bench/iterators/guard.h"
#include "bench/iterators/aligned.h"
#undef next

#define SEALED_OTHER guard
#include SEAL_FILE
#define next STATIC_NEXT(guard)
#define sum guard_sum
#include "bench/bodies/sum.h"
STAMP_ROOT(sum)
#undef sum
#undef next
#define SEALED_OTHER aligned
#include SEAL_FILE
#define next STATIC_NEXT(aligned)
#define sum aligned_sum
#include "bench/bodies/sum.h"
STAMP_ROOT(sum)
#undef sum
#undef next
#include "bench/unit/compile_as_caller.h"

static const struct sum_bodies sums_over_guard[MAX_STATIC_DEPTH + 1] = { [0] = { &guard_sum_root, NULL } };
static const struct sum_bodies sums_over_aligned[MAX_STATIC_DEPTH + 1] = { [0] = { &aligned_sum_root, NULL } };
STATIC_ITERATOR(guard, sums_over_guard, SEALED_THIRD)
STATIC_ITERATOR(aligned, sums_over_aligned, SEALED_THIRD)

static ITERATOR iterator_at(ITERATOR it, void *self)
{
    (void)it;
    return static_handle(self, SEALED_TICKER);
}
static struct coro_dyn_iterator probe_iterator(const struct stage *stage)
{
    (void)stage;
    return (struct coro_dyn_iterator){ NULL, NULL };
}
