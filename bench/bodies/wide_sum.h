/* SPDX-License-Identifier: MIT */
/* The caller of the workload `result`: awaits next() until the iterator ends, moves each item out of its place, and adds up all
 * words. rustc and g++ make this one move: the result of an await outlives the future. An include-template: WIDE, the iterator
 * (bench/iterators/wide.h), and `next`, the awaitable; undefines `next`. */
ASYNC(GLUE(WIDE, _sum, ), struct wide_source *, self, little(next), uint64_t total; struct WIDE call;)
{
    struct coro_polled got;
    my->total = 0;
    my->call.counter = self->counter;
    for (;;) {
        AWAIT(got, next, wide_handle(&my->call, self));
        if (got.tag != CORO_SOME)
            break;
        struct { uint32_t words[WIDE_BYTES / sizeof(uint32_t)]; } item;
        memcpy(&item, my->call.item, sizeof item);
        my->total += wide_sum(item.words, sizeof item);
    }
    if (got.tag == CORO_NONE)
        RETURN(coro_some(my->total));
    RETURN(coro_failed((enum coro_status)got.value));
}
ASYNC_END
#undef next
