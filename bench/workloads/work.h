/* SPDX-License-Identifier: MIT */
/* Each item takes n instructions of the callee's own work, besides what `ready` takes: from where on does the cost of its frame
 * not matter? The work's result is the item, so it flows into the sum, which is checked, and the next item's work begins with
 * it, so that items do not overlap. */
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/worker.h"
#define SOURCE worker
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"

/* The work of some items that follow one of work w: the last gives factor * w + addend, all together
 * sum_factor * w + sum_addend. */
struct worked { uint64_t factor, addend, sum_factor, sum_addend; };

static struct worked worked_then(struct worked first, struct worked next)
{
    return (struct worked){
        .factor = next.factor * first.factor,
        .addend = next.factor * first.addend + next.addend,
        .sum_factor = first.sum_factor + next.sum_factor * first.factor,
        .sum_addend = first.sum_addend + next.sum_factor * first.addend + next.sum_addend,
    };
}
static struct worked worked_times(struct worked one, uint64_t items)
{
    struct worked all = { .factor = 1 };
    for (; items > 0; items /= 2, one = worked_then(one, one))
        if (items % 2)
            all = worked_then(all, one);
    return all;
}

/* The instructions of the work besides its rounds; one more where the row's code needs one more register. */
enum { WORK_AROUND = 4 };

static enum coro_status work_open(struct fixture *fixture, unsigned instructions)
{
    struct worked *worked = fixture_keep(fixture, sizeof *worked, free);
    if (worked == NULL)
        return CORO_ERR_NO_MEMORY;
    uint64_t rounds = (instructions - WORK_AROUND) / WORK_ROUND;
    worked->factor = 1;
    for (uint64_t i = 0; i < rounds; i++) {
        worked->factor *= WORK_FACTOR;
        worked->addend = worked->addend * WORK_FACTOR + WORK_ADDEND;
    }
    worked->sum_factor = worked->factor;
    worked->sum_addend = worked->addend;
    return sum_open(fixture, &(struct worker){ .rounds = rounds }, &worker_type, 0);
}

static enum coro_status work_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    const struct worked *worked = fixture->more;
    struct consumer *consumer = &fixture->consumers[0];
    struct worker *worker = consumer->chain.iterators[0].self;
    *worker = (struct worker){ 0, items, worker->rounds, 0 };
    *done_items = items;
    return consumer_run(fixture, consumer, &consumer->sum, worked_times(*worked, items).sum_addend);
}

static const struct workload work_workload = {
    .name = "work",
    .question = "From how many instructions of work per item on does the cost of its frame not matter?",
    .item = "item",
    .order = 15,
    .params = { 10, 30, 100, 300, 1000, 3000, 10000 },
    .batch_items = 512,
    .open = work_open,
    .run = work_run,
};
