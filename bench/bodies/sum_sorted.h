/* SPDX-License-Identifier: MIT */
/* The caller of the workload `merge`: adds up the items, counts them and checks their order. */
struct sum_sorted { ITERATOR source; uint64_t count, latest; bool is_sorted; };

ASYNC(sum_sorted, struct sum_sorted *, self, next, uint64_t total;)
{
    struct coro_polled got;
    my->total = self->count = self->latest = 0;
    self->is_sorted = true;
    for (;;) {
        AWAIT(got, next, self->source);
        if (got.tag != CORO_SOME)
            break;
        self->is_sorted = self->is_sorted && self->latest <= got.value;
        self->latest = got.value;
        self->count++;
        my->total += got.value;
    }
    if (got.tag == CORO_FAILED)
        RETURN(got);
    RETURN(coro_some(my->total));
}
ASYNC_END
