/* SPDX-License-Identifier: MIT */
/* Each task awaits an iterator of its own that waits before every item; all of them wait at once, in the executor's queue. */
/* Our own bookkeeping is made, and touched, here; what a task takes is made when tasks begin, so that memory can be read between. */
static enum coro_status tasks_open(struct stage *stage, unsigned count)
{
    enum coro_status status = stage_reserve(stage, count);
    for (stage->param = 0; !status && stage->param < count; stage->param++)
        status = chain_init(&stage->actors[stage->actor_count++].chain, 1);
    return status;
}

/* All or nothing, so that a later run can try again. */
static enum coro_status task_open(struct stage *stage, struct actor *actor)
{
    enum coro_status status = CHAIN_ADD(&actor->chain, ticker, .wait_every = 1, .until_wait = 1);
    if (!status)
        status = sum_actor_open(stage, actor);
    if (status) {
        actor_close(stage, actor);
        (void)!chain_init(&actor->chain, 1);    /* without it the next attempt is refused */
    }
    return status;
}
static enum coro_status tasks_begin(struct stage *stage, uint64_t items_each, size_t *begun)
{
    for (*begun = 0; *begun < stage->param; ++*begun) {
        struct actor *actor = &stage->actors[*begun];
        enum coro_status status = actor->space == NULL ? task_open(stage, actor) : CORO_OK;
        if (!status)
            status = sum_actor_begin(stage, actor, items_each);
        if (status)
            return status;
    }
    return CORO_OK;
}
static enum coro_status tasks_end(struct stage *stage, uint64_t items_each, size_t begun)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < begun; i++) {
        if (!status)
            status = sum_check(&stage->actors[i], items_each);
        actor_end(&stage->actors[i]);
    }
    return status;
}

static enum coro_status tasks_run(struct stage *stage, uint64_t items, uint64_t *done_items)
{
    size_t begun;
    uint64_t each = items / stage->param ? items / stage->param : 1;
    enum coro_status status = tasks_begin(stage, each, &begun);
    if (!status)
        coro_executor_run(stage->executor);
    enum coro_status checked = tasks_end(stage, each, begun);
    *done_items = each * stage->param;
    return status ? status : checked;
}

static enum coro_status tasks_hold(struct stage *stage, void (*while_waiting)(void *), void *arg)
{
    size_t begun;
    enum coro_status status = tasks_begin(stage, 1, &begun);
    if (!status) {
        for (size_t i = 0; i < begun; i++)
            coro_executor_poll(stage->executor);
        while_waiting(arg);
        coro_executor_run(stage->executor);
    }
    enum coro_status checked = tasks_end(stage, 1, begun);
    return status ? status : checked;
}
static size_t tasks_count(unsigned count) { return count; }

static const struct workload tasks_workload = {
    .name = "tasks",
    .question = "What do n tasks cost that wait in turn, in time per item and in memory per waiting task?",
    .item = "item",
    .order = 60,
    .params = { 10000 },
    .quick_param = 10000,
    .batch_items = 160000,
    .open = tasks_open,
    .run = tasks_run,
    .hold = tasks_hold,
    .task_count = tasks_count,
};
