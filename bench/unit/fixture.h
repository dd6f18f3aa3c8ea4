/* SPDX-License-Identifier: MIT */
/* A stage: an executor with the actors of one workload. An actor is a task, the chain of iterators that it awaits, and their
 * memory; a workload opens its actors outside the timed region and begins and ends them inside. */
struct task_space { struct coro_task task; struct task_part part; };
_Static_assert(offsetof(struct task_space, part) == sizeof(struct coro_task), "task_part() looks right behind the task");

struct actor {
    struct task_space *space;
    void *frame;                            /* of the body: from the heap, or the stack's base */
    struct coro_stack stack;                /* stackful callers only */
    const struct coro_async_fn *body;
    struct chain chain;
    struct sum sum;                         /* the body's argument where the body is a sum */
};

struct stage {
    struct stage_head head;
    struct coro_executor own_executor, *executor;       /* the latter is the former unless a workload brings one */
    struct coro_stack_source *stacks;       /* NULL when the strategy names no provider */
    struct actor *actors;
    size_t actor_count;                     /* how many are open */
    unsigned param;
    enum coro_status (*add_bottom)(struct chain *, size_t task_index);      /* of tasks whose iterators are no plain tickers */
    void *more;                             /* a workload's own, given to close_more, when there is one, at the end */
    void (*close_more)(void *);
};

static enum coro_status actor_open_task(struct actor *actor, const struct coro_async_fn *body)
{
    actor->body = body;
    actor->space = calloc(1, sizeof *actor->space);
    return actor->space ? CORO_OK : CORO_ERR_NO_MEMORY;
}

/* Where the body's frame lies; the strategy finds room for those of the futures that it awaits. */
static enum coro_status actor_open_frame(struct stage *stage, struct actor *actor)
{
    if (CALLER == ASYNC_STACKFUL) {
        enum coro_status status = strategy.stacks->acquire(stage->stacks, &actor->stack);
        if (status)
            return status;
        actor->frame = actor->stack.base;
    } else {
        actor->frame = heap_alloc(actor->body->layout);
    }
    return actor->frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}

static enum coro_status actor_open(struct stage *stage, struct actor *actor, const struct coro_async_fn *body)
{
    enum coro_status status = actor_open_task(actor, body);
    return status ? status : actor_open_frame(stage, actor);
}

static void actor_close(struct stage *stage, struct actor *actor)
{
    chain_fini(&actor->chain, actor->space ? &actor->space->task : NULL);
    if (CALLER != ASYNC_STACKFUL)
        free(actor->frame);
    else if (actor->stack.base)
        strategy.stacks->release(stage->stacks, actor->stack);
    free(actor->space);
    *actor = (struct actor){ 0 };
}

/* Where the task's life, and the strategy's part of it, begins. */
static enum coro_status actor_begin(struct stage *stage, struct actor *actor, void *arg)
{
    if (strategy.placing->task_init) {
        enum coro_status status = strategy.placing->task_init(&actor->space->part, stage->stacks);
        if (status)
            return status;
    }
    coro_task_init(&actor->space->task, stage->executor, actor->body, actor->frame, arg);
    actor->space->task.stacks = stage->stacks;
    return CORO_OK;
}

static void actor_end(struct actor *actor)
{
    coro_task_fini(&actor->space->task);
    if (strategy.placing->task_fini)
        strategy.placing->task_fini(&actor->space->part, actor->space->task.stacks);
}

/* Runs the actor's body on `arg` to its end; its result must be `right`. A failure of the body is returned as its status. */
CORO_UNUSED static enum coro_status actor_run(struct stage *stage, struct actor *actor, void *arg, uint64_t right)
{
    enum coro_status status = actor_begin(stage, actor, arg);
    if (status)
        return status;
    coro_executor_run(stage->executor);
    bool is_finished = actor->space->task.state == CORO_TASK_FINISHED;
    struct coro_polled got = actor->space->task.result;
    actor_end(actor);
    if (is_finished && got.tag == CORO_FAILED)
        return (enum coro_status)got.value;
    return is_finished && got.tag == CORO_SOME && got.value == right ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

static const char *stage_refusal(void) { return strategy.refusal ? strategy.refusal() : NULL; }

CORO_UNUSED static enum coro_status stage_open(const struct stage_head *head, struct stage **out)
{
    if (stage_refusal())
        return CORO_ERR_UNSUPPORTED;
    struct stage *stage = calloc(1, sizeof *stage);
    if (stage == NULL)
        return CORO_ERR_NO_MEMORY;
    stage->head = *head;
    coro_executor_init(&stage->own_executor);
    stage->executor = &stage->own_executor;
    if (strategy.stacks) {
        enum coro_status status = strategy.stacks->open(SOURCE_STACK_BYTES, &stage->stacks);
        if (status) {
            free(stage);
            return status;
        }
    }
    *out = stage;
    return CORO_OK;
}

CORO_UNUSED static void stage_close(struct stage *stage)
{
    if (stage == NULL)
        return;
    while (stage->actor_count > 0)
        actor_close(stage, &stage->actors[--stage->actor_count]);
    free(stage->actors);
    if (stage->close_more && stage->more)
        stage->close_more(stage->more);
    if (strategy.stacks)
        strategy.stacks->close(stage->stacks);
    coro_executor_fini(&stage->own_executor);
    free(stage);
}

/* Room for actors, none of them open. */
static enum coro_status stage_reserve(struct stage *stage, size_t count)
{
    stage->actors = calloc(count, sizeof *stage->actors);
    return stage->actors ? CORO_OK : CORO_ERR_NO_MEMORY;
}
