/* SPDX-License-Identifier: MIT */
/* One row of the table as random programs run it (row.h). The build compiles this file once per file under strategies/, with
 * STRATEGY_FILE and STRATEGY_NAME, on the units of the laboratory itself: its dyn boundary, fixture and task bodies. */
#include <string.h>
#include "bench/table/workload.h"
#include "bench/unit/row_iterators.h"
#include "bench/unit/fixture.h"
#include "tests/fuzz/rows/events.h"
#include "tests/fuzz/rows/row.h"
#include "bench/unit/compile_as_callee.h"
#include "tests/fuzz/rows/links.h"
#include "bench/unit/compile_as_caller.h"

/* ---- the row's own caller ---- */

#if PROTOCOL == PROTOCOL_STATIC
#define next NEXT_OF(beats)
#endif
struct take { ITERATOR source; unsigned count; };

ASYNC(take, struct take *, self, little(next), unsigned left;)
{
    struct coro_polled got;
    for (my->left = self->count; my->left > 0; my->left--) {
        AWAIT(got, next, self->source);
        event_add_polled(got);
        if (got.tag != CORO_SOME)
            RETURN(got);
    }
    RETURN(coro_none());
}
ASYNC_END_AFTER(event_add(EVENT_DROPPED, UINT32_MAX))
#undef next
#define TASK_BODY take
#include "bench/unit/task_body.h"

struct own { struct take take; struct escaping_frame held[MOST_HELD]; bool is_held[MOST_HELD]; };
static struct own *own_of(struct fixture *fixture) { return fixture->more; }

/* ---- the chain ---- */

static enum coro_status add_source(struct chain *chain, const struct chain_plan *plan)
{
    uint64_t waits = plan->waits << chain->count % 8;
    return CHAIN_ADD(chain, beats, 0, plan->item_count, waits, (unsigned)chain->count);
}

#if PROTOCOL == PROTOCOL_STATIC
static enum coro_status add_link(struct chain *chain, const struct chain_plan *plan, enum link link)
{
    (void)chain, (void)plan, (void)link;
    return CORO_ERR_UNSUPPORTED;
}
#else
static enum coro_status add_link(struct chain *chain, const struct chain_plan *plan, enum link link)
{
    ITERATOR below = chain->top;
    unsigned number = (unsigned)chain->count;
    enum coro_status status;
    switch (link) {
    case LINK_ECHO:
        return CHAIN_ADD(chain, echo, below, number);
    case LINK_WIDE:
        return CHAIN_ADD(chain, wide, below, number);
    case LINK_ALIGNED:
        return CHAIN_ADD(chain, alike, below, number);
    case LINK_SKIP:
        return CHAIN_ADD(chain, skip, below, number);
    case LINK_KEEPER:
        return CHAIN_ADD(chain, keeper, below, number);
    case LINK_TWIN:
        status = add_source(chain, plan);
        return status ? status : CHAIN_ADD(chain, twin, below, chain->top, number + 1);
    case LINK_KINDS:
        break;
    }
    return CORO_ERR_INVALID;
}
#endif

static enum coro_status open_chain(struct fixture *fixture, const struct chain_plan *plan)
{
    struct chain *chain = &fixture->consumers[0].chain;
    enum coro_status status = chain_init(chain, 1 + 2 * MOST_LINKS);
    if (!status)
        status = add_source(chain, plan);
    for (unsigned i = 0; i < plan->link_count && !status; i++)
        status = add_link(chain, plan, plan->links[i]);
    return status ? status : consumer_open(fixture, &fixture->consumers[0], &ROOT(take));
}

static enum coro_status open_consumer(struct fixture *fixture, const struct chain_plan *plan)
{
    if (fixture_keep(fixture, sizeof(struct own), free) == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = fixture_reserve(fixture, 1);
    if (status)
        return status;
    fixture->consumer_count = 1;
    return open_chain(fixture, plan);
}

static enum coro_status row_open(const struct chain_plan *plan, struct fixture **fixture)
{
    static const struct cell_options no_options;
    enum coro_status status = fixture_open(&(struct fixture_head){ .options = &no_options }, fixture);
    if (status)
        return status;
    status = open_consumer(*fixture, plan);
    if (status)
        fixture_close(*fixture);
    return status;
}

/* ---- steps ---- */

static enum coro_status row_begin(struct fixture *fixture, unsigned count)
{
    own_of(fixture)->take = (struct take){ fixture->consumers[0].chain.top, count };
    return consumer_begin(fixture, &fixture->consumers[0], &own_of(fixture)->take);
}
static bool row_poll(struct fixture *fixture) { return coro_executor_poll(fixture->executor); }
static void row_end(struct fixture *fixture)
{
    struct coro_task *task = &fixture->consumers[0].space->task;
    event_add_polled(coro_task_is_finished(task) ? task->result : coro_pending());
    consumer_end(&fixture->consumers[0]);
}

static struct coro_task *hand_task(struct fixture *fixture)
{
    struct coro_task *task = &fixture->consumers[0].space->task;
    enter_task(task);
    return task;
}
static enum coro_status hand_open(struct fixture *fixture)
{
    if (PROTOCOL == PROTOCOL_STATIC)
        return CORO_ERR_UNSUPPORTED;
    enum coro_status status = row_begin(fixture, 0);
    for (unsigned i = 0; i < MOST_HELD && !status; i++) {
        escaping_async_init(&own_of(fixture)->held[i]);
        own_of(fixture)->is_held[i] = false;
    }
    return status;
}
static void hand_begin(struct fixture *fixture, unsigned held)
{
    own_of(fixture)->is_held[held] = true;
    escaping_async_begin(&own_of(fixture)->held[held], hand_task(fixture), fixture->consumers[0].chain.top);
}
static struct coro_polled hand_poll(struct fixture *fixture, unsigned held)
{
    return escaping_async_poll(&own_of(fixture)->held[held], hand_task(fixture));
}
static void hand_drop(struct fixture *fixture, unsigned held)
{
    own_of(fixture)->is_held[held] = false;
    escaping_async_cancel(&own_of(fixture)->held[held], hand_task(fixture));
}
static void hand_close(struct fixture *fixture)
{
    for (unsigned i = 0; i < MOST_HELD; i++) {
        if (own_of(fixture)->is_held[i])
            hand_drop(fixture, i);
        escaping_async_fini(&own_of(fixture)->held[i]);
    }
    consumer_end(&fixture->consumers[0]);
}

static size_t row_kept_blocks(void) { return strategy.kept_blocks ? strategy.kept_blocks() : 0; }

static struct fuzz_row row = {
    STRATEGY_NAME, PROTOCOL == PROTOCOL_POLLS_NEXT, fixture_refusal, row_kept_blocks, row_open, fixture_close, row_begin,
    row_poll, row_end, hand_open, hand_begin, hand_poll, hand_drop, hand_close,
};
REGISTER_FUZZ_ROW(row);

/* The descriptor's pointer is no constant of the language. */
__attribute__((constructor)) static void complete_row(void)
{
    row.keeps_frames = row.keeps_frames || strategy.placing->drop != NULL;
}
