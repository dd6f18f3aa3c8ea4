/* SPDX-License-Identifier: MIT */
/* Counts the allocations of a cell (probe.h) in three runs and takes two differences. A conformance probe compares the number per
 * item on every workload with that which the row's file claims. */
#include <math.h>
#include <stdio.h>
#include "bench/probes/probe.h"

struct run { uint64_t items, allocations, bytes, stacks, claimed; };

static enum coro_status run(struct cell *cell, uint64_t items, struct run *ran, const char **reason)
{
    struct count before = count_now();
    size_t stacks = cell_fresh_stack_count(cell);
    uint64_t claimed = cell_claimed_blocks(cell);
    enum coro_status status = cell_run(cell, items, &ran->items, reason);
    struct count took = count_since(before);
    ran->stacks = cell_fresh_stack_count(cell) - stacks;
    ran->claimed = cell_claimed_blocks(cell) - claimed;
    ran->allocations = took.allocations + ran->stacks;
    ran->bytes = took.allocated_bytes;
    return status;
}

/* A bounded cache may give back in the longer run what the shorter one had to take: no count per item is below zero. */
static double per_item(uint64_t twice, uint64_t once, double items) { return twice > once ? (double)(twice - once) / items : 0; }

enum coro_status cell_count(struct cell *cell, uint64_t items, struct cell_count *count, const char **reason)
{
    struct run first, once, twice;
    size_t mapped_bytes = cell_mapped_stack_bytes(cell);
    count_begin_peak();
    enum coro_status status = run(cell, items, &first, reason);
    if (!status)
        status = run(cell, first.items, &once, reason);
    if (!status)
        status = run(cell, 2 * first.items, &twice, reason);
    if (status)
        return status;
    if (twice.items <= once.items) {
        *reason = "the workload does the same number of items however many it is asked for";
        return CORO_ERR_UNSUPPORTED;
    }
    double more = (double)(twice.items - once.items), stacks = per_item(twice.stacks, once.stacks, more);
    *count = (struct cell_count){
        .allocations = per_item(twice.allocations, once.allocations, more),
        .allocated_bytes = per_item(twice.bytes, once.bytes, more),
        .mapped_stacks = mapped_bytes ? stacks : 0,
        .mapped_stack_bytes = stacks * (double)mapped_bytes,
        .peak_live_bytes = count_peak_bytes(),
        .first_run_allocations = first.allocations,
        .claimed_allocations = per_item(twice.claimed, once.claimed, more),
    };
    return CORO_OK;
}

struct compared { size_t workload_count; double least, most; };

static void note_count(struct compared *compared, double allocations)
{
    if (compared->workload_count++ == 0)
        compared->least = compared->most = allocations;
    if (allocations < compared->least)
        compared->least = allocations;
    if (allocations > compared->most)
        compared->most = allocations;
}

/* Bounded caches take and give back a page once in thousands of items, and not at the same items in runs of two lengths. */
static bool is_as_claimed(const struct cell_count *count)
{
    return fabs(count->allocations - count->claimed_allocations) < 0.01;
}

/* The frames in flight at once, where the name counts them: the levels of a chain and its source, or futures. 0 elsewhere. */
static unsigned frames_in_flight(const char *workload)
{
    unsigned count = 0;
    if (sscanf(workload, "suspend_depth/%u", &count) == 1 || sscanf(workload, "depth/%u", &count) == 1)
        return count + 1;
    return sscanf(workload, "concurrent/%u", &count) == 1 ? count : 0;
}

static struct finding finding_of_other(const char *workload, const struct cell_count *count)
{
    char flight[64] = "";
    unsigned frames = frames_in_flight(workload);
    if (frames > 0)
        snprintf(flight, sizeof flight, ", with %u frame%s in flight,", frames, plural(frames));
    return finding_of(FAILS, "an item of %s%s takes %g heap block%s, and .allocations says %g", workload, flight,
                      count->allocations, count->allocations == 1 ? "" : "s", count->claimed_allocations);
}

/* A refused workload counts as conforming. */
static struct finding compare(const struct row *row, const struct workload_card *workload, struct compared *compared)
{
    static const struct cell_options options = { .counts_calls = true };
    struct cell *cell = NULL;
    struct cell_count count;
    const char *reason = NULL;
    enum coro_status status = cell_open(row, workload, &options, &cell, &reason);
    if (!status)
        status = cell_count(cell, cell_counted_items(cell), &count, &reason);
    cell_close(cell);
    if (coro_status_is_refusal(status))
        return finding_of(WORKS, "refused");
    if (status)
        return finding_of(FAILS, "%s: %s", workload->name, reason);
    if (!is_as_claimed(&count))
        return finding_of_other(workload->name, &count);
    note_count(compared, count.allocations);
    return finding_of(WORKS, "as claimed");
}

struct finding probe_claimed_allocations(const struct row *row)
{
    struct compared compared = { 0 };
    for (size_t i = 0; i < table_workload_count(); i++) {
        const struct workload_card *workload = table_workload(i);
        if (workload->makes_stacks || workload->makes_tasks || workload->mixes_sizes || workload->task_count > PROBE_MOST_TASKS)
            continue;
        struct finding found = compare(row, workload, &compared);
        if (found.behaviour != WORKS)
            return found;
    }
    return finding_of(WORKS, "an item takes as many as the strategy says on %zu workloads, from %g to %g",
                      compared.workload_count, compared.least, compared.most);
}
