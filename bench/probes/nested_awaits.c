/* SPDX-License-Identifier: MIT */
/* Probes nested tasks: the poll of one task polls, drops and runs tasks of another executor. State that a strategy keeps per
 * thread must be the outer task's again when the inner one returns. */
#include "bench/probes/probe.h"

enum { VISIT_ITEMS = 3, CYCLES = 4, OUTER_ITEMS = 3 * CYCLES, OUTER_SUM = OUTER_ITEMS * (OUTER_ITEMS - 1) / 2 };

/* The row once more, in a fixture of its own; the outer task's iterator calls it between items. */
struct inner { struct probe_fixture fixture; unsigned visit_count; bool has_begun; uint64_t first; enum coro_status status; };

static void end_inner(struct inner *inner)
{
    if (inner->has_begun)
        (void)inner->fixture.steps->end(inner->fixture.stage);
    inner->has_begun = false;
}

/* Begins a task and polls it twice. It has then returned an item, and waits for the next. */
static enum coro_status leave_one_waiting(struct inner *inner)
{
    enum coro_status status = inner->fixture.steps->begin(inner->fixture.stage, VISIT_ITEMS);
    inner->has_begun = !status;
    for (int i = 0; i < 2 && !status; i++)
        if (!inner->fixture.steps->poll(inner->fixture.stage))
            status = CORO_ERR_WRONG_RESULT;
    inner->first++;
    return status;
}

/* Runs a whole task. */
static enum coro_status run_one(struct inner *inner)
{
    uint64_t sum, first = inner->first;
    enum coro_status status = probe_fixture_run(&inner->fixture, VISIT_ITEMS, &sum);
    if (!status && sum != VISIT_ITEMS * first + VISIT_ITEMS * (VISIT_ITEMS - 1) / 2)
        status = CORO_ERR_WRONG_RESULT;
    inner->first += VISIT_ITEMS;
    return status;
}

/* One visit leaves a task waiting, the next drops it in mid-await, the third runs one. */
static void visit(void *arg)
{
    struct inner *inner = arg;
    unsigned turn = inner->visit_count++ % 3;
    if (inner->status)
        return;
    if (turn == 0)
        inner->status = leave_one_waiting(inner);
    else if (turn == 1)
        end_inner(inner);
    else
        inner->status = run_one(inner);
}

static enum coro_status run_outer(struct probe_fixture *outer, struct inner *inner)
{
    uint64_t sum = 0;
    outer->steps->set_visit(outer->stage, visit, inner);
    enum coro_status status = probe_fixture_run(outer, OUTER_ITEMS, &sum);
    end_inner(inner);
    if (!status)
        status = inner->status;
    bool is_right = sum == OUTER_SUM && inner->visit_count == OUTER_ITEMS + 1;     /* the last visit is before the end */
    return !status && !is_right ? CORO_ERR_WRONG_RESULT : status;
}

struct finding probe_nesting(const struct row *row)
{
    struct probe_fixture outer;
    struct inner inner = { .visit_count = 0 };
    enum coro_status status = probe_fixture_open(&outer, row, PROBE_NESTING, 0);
    if (status)
        return finding_of_status(status, "a task that visits another");
    status = probe_fixture_open(&inner.fixture, row, PROBE_FILTERS, 0);
    if (!status) {
        status = run_outer(&outer, &inner);
        (void)probe_fixture_close(&inner.fixture);
    }
    int64_t leaked = probe_fixture_close(&outer);
    if (status)
        return finding_of_status(status, "a task that polls, drops and runs other tasks inside its own poll");
    if (leaked > 0)
        return finding_of(FAILS, "memory leaks when tasks nest: blocks not freed: %lld", (long long)leaked);
    return finding_of(WORKS, "a task may poll, drop and run tasks of another executor inside its own poll");
}
