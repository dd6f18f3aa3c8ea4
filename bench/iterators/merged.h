/* SPDX-License-Identifier: MIT */
/* The items of many sorted iterators, the least first. The first next() awaits one item of each source; every further one
 * awaits the source that the previous item came from. An item leaves the heap only after its successor has come, so a next()
 * dropped in between loses nothing. */
#include "bench/fixtures/merge_heap.h"

struct merge {
    ITERATOR *sources;              /* the workload's, like the heads */
    struct merge_head *heads;       /* room for `width` */
    size_t width;
    size_t begun_count, alive_count;        /* sources that were asked once; heads in the heap */
};

ASYNC_NEXT(merge, next)
{
    struct coro_polled got;
    while (self->begun_count < self->width) {
        AWAIT(got, next, self->sources[self->begun_count]);
        if (got.tag == CORO_FAILED)
            RETURN(got);
        if (got.tag == CORO_SOME)
            merge_heap_add(self->heads, self->alive_count++, (struct merge_head){ got.value, self->begun_count });
        self->begun_count++;
    }
    if (self->alive_count == 0)
        RETURN(coro_none());
    AWAIT(got, next, self->sources[self->heads[0].source]);
    if (got.tag == CORO_FAILED)
        RETURN(got);
    uint64_t least = self->heads[0].value;
    if (got.tag == CORO_SOME)
        self->heads[0].value = got.value;
    else
        self->heads[0] = self->heads[--self->alive_count];
    merge_heap_sink(self->heads, self->alive_count);
    RETURN(coro_some(least));
}
ASYNC_END
