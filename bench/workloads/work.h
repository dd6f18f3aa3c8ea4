/* SPDX-License-Identifier: MIT */
/* Each item takes n instructions of the callee's own work, besides what `ready` takes: from where on does the cost of its frame
 * drown in it? The work's result is the item, so it flows into the sum, which is checked. */
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/worker.h"
#define SOURCE worker
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"

/* The work on an item i gives factor * i + addend. */
struct worked { uint64_t factor, addend; };

/* The instructions of the work besides its rounds; three where the row's code needs one more register. */
enum { WORK_AROUND = 2 };

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
    return sum_open(fixture, &(struct worker){ .rounds = rounds }, &worker_type, 0);
}

static enum coro_status work_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    const struct worked *worked = fixture->more;
    struct consumer *consumer = &fixture->consumers[0];
    *chain_counter(&consumer->chain) = (struct counter){ 0, items };
    *done_items = items;
    uint64_t right = worked->factor * expected_sum(&consumer->chain, items) + worked->addend * items;
    return consumer_run(fixture, consumer, &consumer->sum, right);
}

static const struct workload work_workload = {
    .name = "work",
    .question = "What does an item cost whose callee works for n instructions: from where on does its frame drown in them?",
    .item = "item",
    .order = 15,
    .params = { 10, 30, 100, 300, 1000, 3000, 10000 },
    .batch_items = 512,
    .open = work_open,
    .run = work_run,
};
