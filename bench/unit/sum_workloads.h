/* SPDX-License-Identifier: MIT */
/* What most workloads are: tasks that add up the items of a chain. The sum is known, so every run is checked. */
/* NULL where no such chain was stamped. */
static const struct coro_async_fn *sum_over(const struct chain *chain, const struct histogram *stamps)
{
    if (chain->depth > MAX_STATIC_DEPTH)
        return NULL;
    return stamps ? chain->sums[chain->depth].stamped : chain->sums[chain->depth].plain;
}

static uint64_t expected_sum(const struct chain *chain, uint64_t items)
{
    return (items % 2 ? items * ((items - 1) / 2) : items / 2 * (items - 1)) + items * chain->map_count * MAP_PLUS;
}

/* Opens an actor whose chain was built into it; the first without the body's frame. */
static enum coro_status sum_actor_open_task(struct stage *stage, struct actor *actor)
{
    struct histogram *stamps = stage->head.options->stamps;
    const struct coro_async_fn *body = sum_over(&actor->chain, stamps);
    if (body == NULL)
        return CORO_ERR_UNSUPPORTED;
    actor->sum = (struct sum){ .source = actor->chain.top, .stamps = stamps };
    return actor_open_task(actor, body);
}
static enum coro_status sum_actor_open(struct stage *stage, struct actor *actor)
{
    enum coro_status status = sum_actor_open_task(stage, actor);
    return status ? status : actor_open_frame(stage, actor);
}

static enum coro_status sum_actor_begin(struct stage *stage, struct actor *actor, uint64_t items)
{
    *chain_counter(&actor->chain) = (struct counter){ 0, items };
    return actor_begin(stage, actor, &actor->sum);
}

static enum coro_status sum_check(const struct actor *actor, uint64_t items)
{
    struct coro_polled got = actor->space->task.result;
    if (actor->space->task.state != CORO_TASK_FINISHED)
        return CORO_ERR_WRONG_RESULT;
    if (got.tag == CORO_FAILED)
        return (enum coro_status)got.value;
    return got.tag == CORO_SOME && got.value == expected_sum(&actor->chain, items) ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

/* The run of a workload that is one such task. */
static enum coro_status sum_run(struct stage *stage, uint64_t items, uint64_t *done_items)
{
    struct actor *actor = &stage->actors[0];
    *chain_counter(&actor->chain) = (struct counter){ 0, items };
    *done_items = items;
    return actor_run(stage, actor, &actor->sum, expected_sum(&actor->chain, items));
}

/* A stage with one actor, whose chain has room for `links` iterators. */
static enum coro_status sum_stage(struct stage *stage, size_t links, struct chain **chain)
{
    enum coro_status status = stage_reserve(stage, 1);
    if (status)
        return status;
    stage->actor_count = 1;
    *chain = &stage->actors[0].chain;
    return chain_init(*chain, links);
}

/* The open of a workload that is `depth` adapters on a bottom, which is there already. */
static enum coro_status sum_open_over(struct stage *stage, struct chain *chain, unsigned depth)
{
    enum coro_status status = chain_add_adapters(chain, depth);
    return status ? status : sum_actor_open(stage, &stage->actors[0]);
}
