/* SPDX-License-Identifier: MIT */
/* Implements the row's side of the probes of `corolab check`: struct row_probes of bench/table/workload.h. It builds chains of
 * one type of adapter, and runs the row's own caller step by step. bench/probes asks the questions and judges the answers;
 * without this file running code decides no claim. */
#include "bench/table/plug_in_interface.h"
#include "bench/unit/compile_as_callee.h"
#if PROTOCOL == PROTOCOL_STATIC
#define next TICKER_NEXT        /* each lies on a ticker */
#endif
#include "bench/iterators/probed.h"
#undef next
#define SOURCE guard
#include "bench/unit/add_source.h"
#define SOURCE aligned
#include "bench/unit/add_source.h"
#define SOURCE nesting
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"
#define PADDED roomy
#define PADDED_FILE "bench/iterators/padded_ticker.h"
#define PADDED_BYTES 1024
_Static_assert((int)PADDED_BYTES == (int)PROBE_LARGE_BYTES, "the source of PROBE_LARGE");
#include "bench/unit/padded_source.h"
#undef PADDED
#undef PADDED_FILE
#ifdef FRAME_TABLE_TYPES
static const struct method_size table_methods[] = {
#define X(method, bytes, has_endless_type) { #method, bytes, has_endless_type },
    METHOD_TABLE(X)
#undef X
    { NULL, 0, false }
};
#else
#define FRAME_TABLE_TYPES 0     /* without frame_table.h the row knows no sizes of the program */
static const struct method_size *const table_methods = NULL;
#endif

static struct row_sizes probe_sizes(void)
{
    return (struct row_sizes){
        .iterator_bytes = sizeof(struct range),
        .caller_frame_bytes = CALLER == ASYNC_STACKLESS ? range_type.sums[0].plain->layout.bytes : 0,
        .caller_stack_bytes = CALLER == ASYNC_STACKFUL ? CALLER_STACK_BYTES : 0,
        .source_stack_bytes = strategy.stacks ? SOURCE_STACK_BYTES : 0,
        .has_static_stacks = strategy.stacks && strategy.stacks->fresh_count == NULL,
        .maps_stacks = strategy.stacks == &coro_pooled_stacks || strategy.stacks == &coro_pooled_side_stacks
                       || strategy.stacks == &coro_split_stacks,
        .handle_bytes = PROTOCOL == PROTOCOL_STATIC ? 0 : sizeof(struct coro_dyn_future),
        .held_bytes = sizeof(struct escaping_frame),
        .table_types = FRAME_TABLE_TYPES,
        .table_methods = table_methods,
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
    if (PROTOCOL == PROTOCOL_STATIC && chain->count > 1)
        return CORO_ERR_UNSUPPORTED;        /* each further adapter would be a type of its own, and none was stamped */
    if (kind == PROBE_GUARDS)
        return CHAIN_ADD(chain, guard, .source = chain->top);
    if (kind == PROBE_ALIGNED)
        return CHAIN_ADD(chain, aligned, .source = chain->top);
    if (KNOWS_ADAPTERS)
        return CORO_ERR_UNSUPPORTED;        /* 64 filters would be 64 types, and were not stamped */
    return CHAIN_ADD(chain, filter, .source = chain->top, .rejected = REJECTED);
}

static enum coro_status probe_open(struct fixture *fixture, enum probe_chain kind, unsigned depth)
{
    struct chain *chain;
    enum coro_status status = sum_fixture(fixture, 1 + depth, &chain);
    fixture->param = kind;
    if (!status && kind == PROBE_NESTING)
        status = CHAIN_ADD(chain, nesting, 0);
    else if (!status && kind == PROBE_LARGE)
        status = CHAIN_ADD(chain, roomy, 0);
    else if (!status)
        status = CHAIN_ADD(chain, ticker, .wait_every = 1);
    for (unsigned i = 0; i < depth && !status; i++)
        status = probe_add(chain, kind);
    return status ? status : sum_consumer_open(fixture, &fixture->consumers[0]);
}

static void probe_set_visit(struct fixture *fixture, void (*visit)(void *), void *arg)
{
    struct nesting *nesting = fixture->consumers[0].chain.iterators[0].self;
    nesting->visit = visit;
    nesting->arg = arg;
}

static enum coro_status probe_open_plugged(struct fixture *fixture, const struct plugin_callee *callee)
{
    struct chain *chain;
    if (PROTOCOL == PROTOCOL_STATIC || callee->vtable == NULL)
        return CORO_ERR_UNSUPPORTED;
    struct iterator_type type = range_type;         /* its sums await any iterator behind dyn */
    type.vtable = callee->vtable;
    type.self_bytes = sizeof(struct counter);
    type.fini = callee->fini;
    type.frame = callee->frame;
    if (callee->self_bytes != type.self_bytes || callee->total_bytes != iterator_bytes(&type))
        return CORO_ERR_INVALID;                    /* the library was built for another adapter */
    enum coro_status status = sum_fixture(fixture, 1, &chain);
    if (!status)
        status = chain_add(chain, &(struct counter){ 0, 0 }, &type);
    return status ? status : sum_consumer_open(fixture, &fixture->consumers[0]);
}

static size_t probe_fresh_stack_count(const struct fixture *fixture)
{
    return strategy.stacks && strategy.stacks->fresh_count ? strategy.stacks->fresh_count(fixture->stacks) : 0;
}

static size_t probe_kept_blocks(void) { return strategy.kept_blocks ? strategy.kept_blocks() : 0; }

static bool lies_in(const void *at, const void *memory, size_t bytes)
{
    return memory != NULL && (uintptr_t)at - (uintptr_t)memory < bytes;
}

/* The body of a task that runs nothing: strategies may need a task to place a frame. */
static struct coro_polled idle_poll(void *frame, struct coro_task *task)
{
    (void)frame, (void)task;
    return coro_none();
}
static void idle_start(void *frame, void *arg) { (void)frame, (void)arg; }
static void idle_drop(void *frame, struct coro_task *task) { (void)frame, (void)task; }
static const struct coro_async_fn idle = { { 16, 8 }, idle_start, idle_poll, idle_drop };

static enum frame_holder holder_of(const void *frame, struct coro_layout layout, struct holders holders)
{
    if (lies_in(frame, holders.site, sizeof *holders.site))
        return HELD_BY_CALL_SITE;
    if (lies_in(frame, holders.adapter, adapter_bytes(layout)))
        return HELD_BY_ITERATOR;
    return lies_in(frame, holders.task, sizeof(struct task_space)) ? HELD_BY_TASK : HELD_ELSEWHERE;
}

/* Places, fills and releases a frame, with the holders that an iterator with such frames would have. */
static enum coro_status place_in(struct coro_layout layout, struct holders holders, enum frame_holder *holder)
{
    void *frame = NULL;
    enum coro_status status = strategy.placing->place(layout, holders, &frame);
    if (status)
        return status;
    *holder = holder_of(frame, layout, holders);
    bool is_aligned = (uintptr_t)frame % layout.align == 0;
    if (layout.bytes > 0 && is_aligned)     /* the address of 0 bytes may be NULL */
        memset(frame, 0xa5, layout.bytes);
    if (strategy.placing->release)
        strategy.placing->release(frame, layout, holders);
    return is_aligned ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

/* The type part of the type whose frames have this layout: one type per layout. */
static struct type_part *part_of(struct coro_layout layout)
{
    enum { MOST = 16 };
    static _Thread_local struct { struct coro_layout layout; struct type_part part; } parts[MOST];
    for (size_t i = 0; i < MOST; i++) {
        if (parts[i].layout.align == 0)
            parts[i].layout = layout;
        if (parts[i].layout.bytes == layout.bytes && parts[i].layout.align == layout.align)
            return &parts[i].part;
    }
    coro_bug("more than %d odd layouts", MOST);
}

static enum coro_status probe_place(struct fixture *fixture, struct coro_layout layout, enum frame_holder *holder)
{
    const struct coro_async_fn fn = { layout, idle_start, idle_poll, idle_drop };
    struct call_site site;
    memset(&site, 0, sizeof site);
    if (strategy.placing->place == NULL || CALLEE == ASYNC_STACKFUL)
        return CORO_ERR_UNSUPPORTED;
    struct adapter *adapter = calloc(1, adapter_bytes(layout) + 1);
    if (adapter == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = fixture_reserve(fixture, 1);
    fixture->consumer_count = !status;
    if (!status)
        status = consumer_open(fixture, &fixture->consumers[0], &idle);
    if (!status)
        status = consumer_begin(fixture, &fixture->consumers[0], NULL);
    if (!status) {
        struct coro_task *task = &fixture->consumers[0].space->task;
        void *outer = enter_task(task);
        if (strategy.placing->site_init)
            strategy.placing->site_init(&site);
        status = place_in(layout, (struct holders){ adapter, &site, task, HAS_TYPE_PART ? part_of(layout) : NULL },
                          holder);
        if (strategy.placing->site_fini)
            strategy.placing->site_fini(&site);
        leave_task(outer);
        consumer_end(&fixture->consumers[0]);
    }
    if (strategy.placing->adapter_fini)
        strategy.placing->adapter_fini(adapter, &fn, NULL);
    free(adapter);
    return status;
}

static uint64_t probe_claimed_blocks(void) { return counting.claimed_blocks; }
static unsigned probe_blocks_of(size_t frame_bytes, unsigned awaiter)
{
    struct coro_layout layout = { frame_bytes, sizeof(uint64_t) };
    return strategy.allocations ? strategy.allocations(layout, (enum awaiter)awaiter) : 0;
}

static size_t probe_guards_alive(const struct fixture *fixture)
{
    const struct chain *chain = &fixture->consumers[0].chain;
    size_t alive_count = 0;
    for (size_t i = 1; i < chain->count && fixture->param == PROBE_GUARDS; i++)
        alive_count += ((const struct guard *)chain->iterators[i].self)->alive_count;
    return alive_count;
}

static enum coro_status probe_begin(struct fixture *fixture, uint64_t items)
{
    struct consumer *consumer = &fixture->consumers[0];
    struct counter *counter = chain_counter(&consumer->chain);
    counter->end = counter->i + items;
    return consumer_begin(fixture, consumer, &consumer->sum);
}
static bool probe_poll(struct fixture *fixture) { return coro_executor_poll(fixture->executor); }
static struct coro_polled probe_end(struct fixture *fixture)
{
    const struct coro_task *task = &fixture->consumers[0].space->task;
    struct coro_polled got = coro_task_is_finished(task) ? task->result : coro_pending();
    consumer_end(&fixture->consumers[0]);
    return got;
}

#include "bench/unit/caller_by_hand.h"

static enum coro_status probe_move(struct fixture *fixture, void **old_place, size_t *old_bytes)
{
    struct consumer *consumer = &fixture->consumers[0];
    struct owned_iterator *iterator = &consumer->chain.iterators[consumer->chain.count - 1];
    void *moved = malloc(iterator->total_bytes);
    if (moved == NULL)
        return CORO_ERR_NO_MEMORY;
    memcpy(moved, iterator->self, iterator->total_bytes);
    memset(iterator->self, 0, iterator->total_bytes);
    *old_place = iterator->self;
    *old_bytes = iterator->total_bytes;
    iterator->self = moved;
    consumer->chain.top = handle_moved_to(consumer->chain.top, moved);
    consumer->sum.source = consumer->chain.top;
    return CORO_OK;
}
static struct coro_dyn_iterator probe_iterator(const struct fixture *fixture)
{
    return handle_to_dyn(fixture->consumers[0].chain.top);
}
static void probe_enter(struct fixture *fixture) { hand_task(fixture); }

static const struct row_probes probes = {
    .sizes = probe_sizes,
    .plain_refusal = probe_plain_refusal,
    .open = probe_open,
    .set_visit = probe_set_visit,
    .open_plugged = probe_open_plugged,
    .fresh_stack_count = probe_fresh_stack_count,
    .kept_blocks = probe_kept_blocks,
    .claimed_blocks = probe_claimed_blocks,
    .blocks_of = probe_blocks_of,
    .place = probe_place,
    .guards_alive = probe_guards_alive,
    .begin = probe_begin,
    .poll = probe_poll,
    .end = probe_end,
    .hand_open = hand_open,
    .hand_begin = hand_begin,
    .hand_poll = hand_poll,
    .hand_drop = hand_drop,
    .hand_frame = hand_frame,
    .hand_return = hand_return,
    .hand_share = hand_share,
    .hand_close = hand_close,
    .move = probe_move,
    .iterator = probe_iterator,
    .enter = probe_enter,
};
