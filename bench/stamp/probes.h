/* SPDX-License-Identifier: MIT */
/* The unit's side of the probes: chains of one type of adapter, the row's own caller step by step, and a caller by hand that
 * holds several futures. What is asked with them, and what counts as an answer, is in bench/probes. */
#if PROTOCOL == PROTOCOL_STATIC
#include "bench/stamp/static_probes.h"
#else
#include "bench/stamp/dyn_probes.h"
#endif

#define PADDED nesting
#include "bench/stamp/callee.h"
#include "bench/iterators/nesting.h"
#include BOTTOM_ROOTS
#include "bench/stamp/caller.h"
#undef PADDED

struct hand { struct held held[PROBE_HELD]; };

static struct row_sizes probe_sizes(void)
{
    return (struct row_sizes){
        .iterator_bytes = sizeof(struct range),
        .caller_frame_bytes = CALLER == ASYNC_STACKLESS ? range_type().sums[0]->layout.bytes : 0,
        .caller_stack_bytes = CALLER == ASYNC_STACKFUL ? CALLER_STACK_BYTES : 0,
        .source_stack_bytes = strategy.stacks ? SOURCE_STACK_BYTES : 0,
        .handle_bytes = PROTOCOL == PROTOCOL_STATIC ? 0 : sizeof(struct coro_dyn_future),
        .held_bytes = sizeof(struct held),
    };
}

static const char *probe_plain_refusal(void)
{
    static const char *const protocols[] = {
        [PROTOCOL_CALLER_PLACES] = "the caller has to read the frame's size and to place it: start_at(frame, self)",
        [PROTOCOL_POLLS_NEXT] = "the trait is another: poll_next(self, task), and no future",
        [PROTOCOL_CALLS] = "caller and callee are coroutines of one runtime: call(task, self)",
        [PROTOCOL_STATIC] = "there is no dyn: the caller is compiled anew for every type",
    };
    if (PROTOCOL != PROTOCOL_CALLEE_PLACES)
        return protocols[PROTOCOL];
    if (SITE_ARGS && TASK_ARGS)
        return "next() is handed the call site and the task";
    if (SITE_ARGS)
        return "next() is handed the call site";
    return TASK_ARGS ? "next() is handed the task" : NULL;
}

static enum coro_status probe_add(struct chain *chain, enum probe_chain kind)
{
    if (kind == PROBE_GUARDS)
        return CHAIN_ADD(chain, guard, .source = chain->top);
    if (kind == PROBE_ALIGNED)
        return CHAIN_ADD(chain, aligned, .source = chain->top);
    if (PROTOCOL == PROTOCOL_STATIC)
        return CORO_ERR_UNSUPPORTED;        /* a filter of a filter is a type of its own, and 64 of them were not stamped */
    return CHAIN_ADD(chain, filter, .source = chain->top, .rejected = REJECTED);
}

static enum coro_status probe_open(struct stage *stage, enum probe_chain kind, unsigned depth)
{
    struct chain *chain;
    enum coro_status status = sum_stage(stage, 1 + depth, &chain);
    stage->param = kind;
    if (!status && kind == PROBE_NESTING)
        status = CHAIN_ADD(chain, nesting, 0);
    else if (!status)
        status = CHAIN_ADD(chain, ticker, .wait_every = 1, .until_wait = 1);
    for (unsigned i = 0; i < depth && !status; i++)
        status = probe_add(chain, kind);
    return status ? status : sum_actor_open(stage, &stage->actors[0]);
}

static void probe_set_visit(struct stage *stage, void (*visit)(void *), void *arg)
{
    struct nesting *nesting = stage->actors[0].chain.links[0].self;
    nesting->visit = visit;
    nesting->arg = arg;
}

static size_t probe_fresh_stack_count(const struct stage *stage)
{
    return strategy.stacks ? strategy.stacks->fresh_count(stage->stacks) : 0;
}

/* Every actor does as many items. */
static double probe_claimed_allocations(const struct stage *stage)
{
    uint64_t count = 0;
    for (size_t i = 0; i < stage->actor_count; i++)
        count += chain_claimed_allocations(&stage->actors[i].chain);
    return stage->actor_count ? (double)count / (double)stage->actor_count : 0;
}

static size_t probe_guards_alive(const struct stage *stage)
{
    const struct chain *chain = &stage->actors[0].chain;
    size_t alive_count = 0;
    for (size_t i = 1; i < chain->count && stage->param == PROBE_GUARDS; i++)
        alive_count += ((const struct guard *)chain->links[i].self)->alive_count;
    return alive_count;
}

static enum coro_status probe_begin(struct stage *stage, uint64_t items)
{
    struct actor *actor = &stage->actors[0];
    struct counter *counter = chain_counter(&actor->chain);
    counter->end = counter->i + items;
    return actor_begin(stage, actor, &actor->sum);
}
static bool probe_poll(struct stage *stage) { return coro_executor_poll(stage->executor); }
static struct coro_polled probe_end(struct stage *stage)
{
    const struct coro_task *task = &stage->actors[0].space->task;
    struct coro_polled got = coro_task_is_finished(task) ? task->result : coro_pending();
    actor_end(&stage->actors[0]);
    return got;
}

static struct held *held_at(struct stage *stage, unsigned held) { return &((struct hand *)stage->more)->held[held]; }

/* Whatever the hand does, it does inside its task. */
static struct coro_task *hand_task(struct stage *stage)
{
    struct coro_task *task = &stage->actors[0].space->task;
    enter_task(task);
    return task;
}
static enum coro_status hand_open(struct stage *stage, uint64_t items)
{
    stage->more = calloc(1, sizeof(struct hand));
    if (stage->more == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = probe_begin(stage, items);
    if (status) {
        free(stage->more);
        stage->more = NULL;
        return status;
    }
    for (unsigned i = 0; i < PROBE_HELD; i++)
        held_init(held_at(stage, i));
    return CORO_OK;
}
static void hand_begin(struct stage *stage, unsigned held)
{
    held_begin(held_at(stage, held), hand_task(stage), stage->actors[0].chain.top);
}
static struct coro_polled hand_poll(struct stage *stage, unsigned held) { return held_poll(held_at(stage, held), hand_task(stage)); }
static void hand_drop(struct stage *stage, unsigned held) { held_drop(held_at(stage, held), hand_task(stage)); }
static void hand_close(struct stage *stage)
{
    for (unsigned i = 0; i < PROBE_HELD; i++)
        held_fini(held_at(stage, i));
    free(stage->more);
    stage->more = NULL;
    actor_end(&stage->actors[0]);
}

static enum coro_status probe_move(struct stage *stage, void **old_place, size_t *old_bytes)
{
    struct actor *actor = &stage->actors[0];
    struct link *link = &actor->chain.links[actor->chain.count - 1];
    void *moved = malloc(link->total_bytes);
    if (moved == NULL)
        return CORO_ERR_NO_MEMORY;
    memcpy(moved, link->self, link->total_bytes);
    memset(link->self, 0, link->total_bytes);
    *old_place = link->self;
    *old_bytes = link->total_bytes;
    link->self = moved;
    actor->chain.top = iterator_at(actor->chain.top, moved);
    actor->sum.source = actor->chain.top;
    return CORO_OK;
}
static void probe_enter(struct stage *stage) { hand_task(stage); }

static const struct row_probes probes = {
    .sizes = probe_sizes,
    .plain_refusal = probe_plain_refusal,
    .open = probe_open,
    .set_visit = probe_set_visit,
    .fresh_stack_count = probe_fresh_stack_count,
    .claimed_allocations = probe_claimed_allocations,
    .guards_alive = probe_guards_alive,
    .begin = probe_begin,
    .poll = probe_poll,
    .end = probe_end,
    .hand_open = hand_open,
    .hand_begin = hand_begin,
    .hand_poll = hand_poll,
    .hand_drop = hand_drop,
    .hand_close = hand_close,
    .move = probe_move,
    .iterator = probe_iterator,
    .enter = probe_enter,
};
