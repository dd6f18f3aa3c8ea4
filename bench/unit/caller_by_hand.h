/* SPDX-License-Identifier: MIT */
/* The caller by hand of the probes: it holds several futures at once, each begun, polled and dropped by number. It also says
 * where a future's frame lies, and moves a future as a function does that returns it. Part of bench/unit/probes.h. */

struct hand {
    struct escaping_frame held[HAND_FUTURES];
    bool is_empty[HAND_FUTURES];          /* its future was returned: what it held has moved away */
};

/* The memory of a future's frame; 0 bytes for a future without a frame of its own, such as a refusal. reseat() is the move of a
 * frame that lies in the call site by design: its owner finds it there, wherever that is. */
#if PROTOCOL == PROTOCOL_STATIC
CORO_INLINE struct coro_stack memory_of(struct escaping_frame *held) { return (struct coro_stack){ (char *)held, sizeof *held }; }
CORO_INLINE void reseat(struct escaping_frame *from, struct escaping_frame *to) { (void)from, (void)to; }
#else
CORO_INLINE struct coro_dyn_future *handle_of(struct escaping_frame *held)
{
    return SITE_IS_OPTIONAL ? held->alone : &held->kept->future;
}
static struct coro_stack memory_of(struct escaping_frame *held)
{
    struct coro_dyn_future handle = *handle_of(held);
    if (PROTOCOL == PROTOCOL_POLLS_NEXT)
        return (struct coro_stack){ NULL, 0 };
    if (PROTOCOL == PROTOCOL_CALLS && handle.vtable == &branch_future)
        return ((const struct branch *)handle.data)->stack;
    return (struct coro_stack){ handle.data, handle.vtable->bytes };
}
CORO_INLINE void reseat(struct escaping_frame *from, struct escaping_frame *to)
{
    if (FRAME_MOVES && handle_of(to)->data == &from->kept->held)
        handle_of(to)->data = &to->kept->held;
}
#endif

static struct escaping_frame *held_at(struct fixture *fixture, unsigned held)
{
    return &((struct hand *)fixture->more)->held[held];
}

/* Enters the task of the caller by hand, for each of its steps. */
static struct coro_task *hand_task(struct fixture *fixture)
{
    struct coro_task *task = &fixture->consumers[0].space->task;
    enter_task(task);
    return task;
}
static enum coro_status hand_open(struct fixture *fixture, uint64_t items)
{
    fixture->more = calloc(1, sizeof(struct hand));
    if (fixture->more == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = probe_begin(fixture, items);
    if (status) {
        free(fixture->more);
        fixture->more = NULL;
        return status;
    }
    for (unsigned i = 0; i < HAND_FUTURES; i++)
        escaping_async_init(held_at(fixture, i));
    return CORO_OK;
}
static void hand_begin(struct fixture *fixture, unsigned held)
{
    escaping_async_begin(held_at(fixture, held), hand_task(fixture), fixture->consumers[0].chain.top);
}
static struct coro_polled hand_poll(struct fixture *fixture, unsigned held)
{
    return escaping_async_poll(held_at(fixture, held), hand_task(fixture));
}
static void hand_drop(struct fixture *fixture, unsigned held)
{
    escaping_async_cancel(held_at(fixture, held), hand_task(fixture));
}
static void hand_close(struct fixture *fixture)
{
    for (unsigned i = 0; i < HAND_FUTURES; i++)
        if (!((struct hand *)fixture->more)->is_empty[i])
            escaping_async_fini(held_at(fixture, i));
    free(fixture->more);
    fixture->more = NULL;
    consumer_end(&fixture->consumers[0]);
}

static struct coro_stack hand_frame(struct fixture *fixture, unsigned held) { return memory_of(held_at(fixture, held)); }

static ptrdiff_t hand_return(struct fixture *fixture, unsigned from, unsigned to)
{
    struct hand *hand = fixture->more;
    escaping_async_fini(&hand->held[to]);
    memcpy(&hand->held[to], &hand->held[from], sizeof hand->held[to]);
    reseat(&hand->held[from], &hand->held[to]);
    memset(&hand->held[from], 0xa5, sizeof hand->held[from]);
    hand->is_empty[from] = true;
    const char *frame = memory_of(&hand->held[to]).base;
    return lies_in(frame, &hand->held[from], sizeof hand->held[from]) ? frame - (char *)&hand->held[from] : -1;
}

static void hand_share(struct fixture *fixture, const struct fixture *owner)
{
    fixture->consumers[0].chain.top = owner->consumers[0].chain.top;
}
