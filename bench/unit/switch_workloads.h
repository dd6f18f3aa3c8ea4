/* SPDX-License-Identifier: MIT */
/* The open and run of workloads that only switch: a coroutine on a stack of the row, without a task or an executor. */
/* The open of all of them: acquires one stack. */
static enum coro_status one_stack_open(struct fixture *fixture, unsigned param)
{
    (void)param;
    if (CALLER != ASYNC_STACKFUL) {
        fixture->head.reason = "a state machine has no stack to switch";
        return CORO_ERR_UNSUPPORTED;
    }
    enum coro_status status = fixture_reserve(fixture, 1);
    if (status)
        return status;
    fixture->consumer_count = 1;
    return strategy.stacks->acquire(fixture->stacks, &fixture->consumers[0].stack);
}

/* The run of those that count pairs. `entry` counts its suspensions in its argument. */
CORO_INLINE enum coro_status count_pairs(struct fixture *fixture, coro_entry *entry, struct coro_options options,
                                         enum coro_status (*resume)(struct coro *), uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    struct coro *co = coro_init_with(fixture->consumers[0].stack, entry, &count, options);
    for (uint64_t i = 0; i <= items; i++) {
        enum coro_status status = resume(co);
        if (CORO_UNLIKELY(status)) {
            coro_fini(co);
            return status == CORO_ERR_FINISHED ? CORO_ERR_WRONG_RESULT : status;
        }
    }
    coro_cancel(co);
    coro_fini(co);
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
}
