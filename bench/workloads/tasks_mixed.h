/* SPDX-License-Identifier: MIT */
/* As `tasks`, with callees of very different frames: of ten tasks seven await a small one, two a middle one, one a large one.
 * If every task gets room for the largest, memory is ten times the largest (2A in the discussion on Rust's internals forum).
 * If each gets its own size, memory is a seventh of that (A + B).
 *
 * malloc returns the frames that end together at the end of a batch to the system, as in `cancel`. That is half of the time
 * of the rows with a block per frame, box among them. */
#define PADDED GLUE(padded_ticker_, PADDED_BYTES, )
#define PADDED_FILE "bench/iterators/padded_ticker.h"
#define PADDED_BYTES 64
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 512
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 4096
#include "bench/unit/padded_source.h"
#undef PADDED
#undef PADDED_FILE

static enum coro_status add_mixed(struct chain *chain, size_t task_index)
{
    switch (task_index % 10) {
    case 9:
        return CHAIN_ADD(chain, padded_ticker_4096, 0);
    case 2:
    case 6:
        return CHAIN_ADD(chain, padded_ticker_512, 0);
    default:
        return CHAIN_ADD(chain, padded_ticker_64, 0);
    }
}
static enum coro_status tasks_mixed_open(struct fixture *fixture, unsigned count)
{
    fixture->add_source = add_mixed;
    return tasks_open(fixture, count);
}
static const struct workload tasks_mixed_workload = {
    .name = "mixed_tasks",
    .question = "What do n waiting tasks cost whose frames are of 64, 512 and 4096 bytes: each its own size, or each the "
                "largest?",
    .item = "item",
    .order = 61,
    .params = { 10000 },
    .batch_items = 80000,
    .open = tasks_mixed_open,
    .run = tasks_run,
    .hold = tasks_hold,
    .task_count = tasks_count,
};
