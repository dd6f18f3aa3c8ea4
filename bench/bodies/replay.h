/* SPDX-License-Identifier: MIT */
/* The caller of the workload `real`, a recorded task: makes the calls of its records one after another, and adds up the
 * answers. */
enum { REPLAY_CLASSES = 9, REPLAY_LEAST_BYTES = 64, REPLAY_DEPTHS = TRACE_MAX_DEPTH + 1 };

/* The callees of one task for one size: under each number of adapters that its records need. */
struct replay_callee { struct recorded_64 *source; ITERATOR under[REPLAY_DEPTHS]; uint32_t depth_count; };
struct replay {
    const struct trace_record *const *records;
    size_t count;
    struct replay_callee callees[REPLAY_CLASSES];
};

/* The least size class that holds the frame. */
static size_t replay_class(uint32_t bytes)
{
    size_t class = 0;
    while (class + 1 < REPLAY_CLASSES && (uint32_t)REPLAY_LEAST_BYTES << class < bytes)
        class++;
    return class;
}

/* The callee of a record, with its orders. Every size has the members of recorded_64. */
static ITERATOR replay_callee(struct replay *replay, const struct trace_record *record)
{
    struct replay_callee *callee = &replay->callees[replay_class(record->callee_bytes)];
    *callee->source = (struct recorded_64){ record->callee_bytes, record->polls_until_ready };
    return callee->under[record->depth];
}

ASYNC(replay, struct replay *, self, next, uint64_t i; uint64_t total;)
{
    struct coro_polled got = coro_none();
    my->total = 0;
    for (my->i = 0; my->i < self->count; my->i++) {
        AWAIT(got, next, replay_callee(self, self->records[my->i]));
        if (got.tag != CORO_SOME)
            break;
        my->total += got.value;
    }
    if (got.tag == CORO_FAILED)
        RETURN(got);
    RETURN(coro_some(my->total));
}
ASYNC_END
