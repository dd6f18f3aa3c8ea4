/* SPDX-License-Identifier: MIT */
/* The caller of the workload `mixed`: one call site for iterators of many types. It awaits next() of one after another, in a
 * given order, and adds up. The second body stamps every next(), as in bench/bodies/sum.h. */
enum { MIXTURE_TYPES = 8, MIXTURE_ORDER = 4096 };
struct mixture { ITERATOR sources[MIXTURE_TYPES]; uint64_t count; unsigned char order[MIXTURE_ORDER]; struct histogram *stamps; };

ASYNC(mixture_sum, struct mixture *, self, next, uint64_t i; uint64_t total;)
{
    struct coro_polled got = coro_none();
    my->total = 0;
    for (my->i = 0; my->i < self->count; my->i++) {
        AWAIT(got, next, self->sources[self->order[my->i % MIXTURE_ORDER]]);
        if (got.tag != CORO_SOME)
            break;
        my->total += got.value;
    }
    if (got.tag == CORO_FAILED)
        RETURN(got);
    RETURN(coro_some(my->total));
}
ASYNC_END

ASYNC(STAMPED(mixture_sum), struct mixture *, self, next, uint64_t i; uint64_t total, began;)
{
    struct coro_polled got = coro_none();
    my->total = 0;
    for (my->i = 0; my->i < self->count; my->i++) {
        my->began = stamp_clock();
        AWAIT(got, next, self->sources[self->order[my->i % MIXTURE_ORDER]]);
        if (got.tag != CORO_SOME)
            break;
        histogram_add(self->stamps, stamp_clock() - my->began);
        my->total += got.value;
    }
    if (got.tag == CORO_FAILED)
        RETURN(got);
    RETURN(coro_some(my->total));
}
ASYNC_END
