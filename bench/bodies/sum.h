/* SPDX-License-Identifier: MIT */
/* The caller of most workloads: awaits next() until the iterator ends and adds up the items. Its second body does the same and
 * stamps every next(); it is a body of its own, so that nothing in the first asks whether to. An include-template: `sum` may be
 * another name. */
#include "bench/measure/histogram.h"
#include "bench/measure/stamp_clock.h"

struct sum { ITERATOR source; struct histogram *stamps; };      /* stamps: the second body's, in ticks of the clock */

ASYNC(sum, struct sum *, self, next, uint64_t total;)
{
    struct coro_polled got;
    my->total = 0;
    if (ASYNC_MODEL == ASYNC_STACKLESS)     /* or gcc makes one store of this and the loop's, and adds in a register of its own */
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
    RETURN(coro_failed((enum coro_status)got.value));       /* not `got`: gcc then keeps two copies of it in every turn */
}
ASYNC_END

ASYNC(STAMPED(sum), struct sum *, self, next, uint64_t total, began;)
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
