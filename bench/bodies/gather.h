/* SPDX-License-Identifier: MIT */
/* The caller of the workload `concurrent`: begins `width` next() of one iterator, polls them until all have finished, and
 * adds up. Repeats until a next() returns CORO_NONE. */
struct gather { ITERATOR source; size_t width; struct gathered *futures; };
struct gathered { struct escaping_frame frame; bool is_live; };

static void gather_begin(struct gather *gather, struct coro_task *task)
{
    for (size_t i = 0; i < gather->width; i++) {
        escaping_init(&gather->futures[i].frame);
        escaping_begin(&gather->futures[i].frame, task, gather->source);
        gather->futures[i].is_live = true;
    }
}
static void gather_drop(struct gathered *future, struct coro_task *task)
{
    escaping_cancel(&future->frame, task);
    escaping_fini(&future->frame);
    future->is_live = false;
}

/* Polls the live futures; pending while one of them is. Adds items to *total, and returns the first end or failure. */
static struct coro_polled gather_poll(struct gather *gather, struct coro_task *task, uint64_t *total)
{
    struct coro_polled all = coro_some(0);
    for (size_t i = 0; i < gather->width; i++) {
        if (!gather->futures[i].is_live)
            continue;
        struct coro_polled got = escaping_poll(&gather->futures[i].frame, task);
        if (got.tag == CORO_SOME)
            *total += got.value;
        if (got.tag != CORO_PENDING)
            gather_drop(&gather->futures[i], task);
        if (got.tag != CORO_SOME && all.tag != CORO_FAILED)
            all = got;
    }
    return all;
}
static void gather_cancel(struct gather *gather, struct coro_task *task)
{
    for (size_t i = 0; i < gather->width; i++)
        if (gather->futures[i].is_live)
            gather_drop(&gather->futures[i], task);
}

ASYNC(gather_sum, struct gather *, self, nothing, uint64_t total;)
{
    struct coro_polled got;
    my->total = 0;
    do {
        gather_begin(self, task);
        while ((got = gather_poll(self, task, &my->total)).tag == CORO_PENDING)
            SUSPEND();
    } while (got.tag == CORO_SOME);
    if (got.tag == CORO_FAILED)
        RETURN(got);
    RETURN(coro_some(my->total));
}
ASYNC_END_AFTER(gather_cancel(self, task))
