/* SPDX-License-Identifier: MIT */
/* The two iterators of known type that only probes use: a guard and one with a frame of high alignment, each on a ticker.
 * bench/unit/probes.h includes this file or bench/unit/dyn_probes.h. */
#include "bench/unit/compile_as_callee.h"
#define next TICKER_NEXT
#include "bench/iterators/guard.h"
#include "bench/iterators/aligned.h"
#undef next
#define SOURCE guard
#define SOURCE_IS_SUMMED 1
#include SOURCE_FILE
#define SOURCE aligned
#define SOURCE_IS_SUMMED 1
#include SOURCE_FILE
#include "bench/unit/compile_as_caller.h"

static ITERATOR iterator_at(ITERATOR it, void *self)
{
    (void)it;
    return static_handle(self, SEALED_TICKER);
}
static struct coro_dyn_iterator probe_iterator(const struct fixture *fixture)
{
    (void)fixture;
    return (struct coro_dyn_iterator){ NULL, NULL };
}
