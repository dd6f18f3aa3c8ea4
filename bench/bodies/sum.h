/* SPDX-License-Identifier: MIT */
/* The caller of most workloads: awaits next() until the iterator ends, and adds up the items. The second body also stamps
 * every next(); it is separate so that the first body contains no test for it. An include-template: `sum`, which may be
 * defined as another name, and `next`, the awaitable. */
#include "bench/measure/histogram.h"

struct sum { ITERATOR source; struct histogram *stamps; };      /* stamps: of the second body, in ticks of the clock */

ASYNC(sum, struct sum *, self, little(next), uint64_t total;)
{
    struct coro_polled got;
    my->total = 0;
    if (ASYNC_MODEL == ASYNC_STACKLESS)     /* else gcc merges this store with the loop's, and adds in a register of its own */
        __asm__ volatile("" : "+m"(my->total));
    for (;;) {
        AWAIT(got, next, self->source);
        if (got.tag != CORO_SOME)
            break;
        CORO_OPAQUE(got.value);
        my->total += got.value;
    }
    if (got.tag == CORO_NONE)
        RETURN(coro_some(my->total));
    RETURN(coro_failed((enum coro_status)got.value));       /* not `got`, of which gcc would keep two copies in the loop */
}
ASYNC_END

ASYNC(STAMPED(sum), struct sum *, self, little(next), uint64_t total, began;)
{
    struct coro_polled got;
    my->total = 0;
    for (;;) {
        my->began = stamp_clock();
        AWAIT(got, next, self->source);
        if (got.tag != CORO_SOME)
            break;
        histogram_add(self->stamps, stamp_clock() - my->began);
        CORO_OPAQUE(got.value);
        my->total += got.value;
    }
    if (got.tag == CORO_NONE)
        RETURN(coro_some(my->total));
    RETURN(coro_failed((enum coro_status)got.value));
}
ASYNC_END
