/* SPDX-License-Identifier: MIT */
/* A conformance probe: compares the allocations per item on every workload with the number that the row's file claims. */
#include "bench/probes/probe.h"

struct compared { size_t workload_count; double least, most; };

static enum coro_status count_one(struct cell *cell, struct cell_count *count, double *claimed, const char **reason)
{
    enum coro_status status = cell_count(cell, cell_counted_items(cell), count, reason);
    *claimed = cell_claimed_allocations(cell);
    return status;
}

static void note_count(struct compared *compared, double allocations)
{
    if (compared->workload_count++ == 0)
        compared->least = compared->most = allocations;
    if (allocations < compared->least)
        compared->least = allocations;
    if (allocations > compared->most)
        compared->most = allocations;
}

/* A refused workload counts as conforming. */
static struct finding compare(const struct row *row, const struct workload_card *workload, struct compared *compared)
{
    struct cell *cell = NULL;
    struct cell_count count;
    const char *reason = NULL;
    double claimed = 0;
    enum coro_status status = cell_open(row, workload, NULL, &cell, &reason);
    if (!status)
        status = count_one(cell, &count, &claimed, &reason);
    cell_close(cell);
    if (coro_status_is_refusal(status))
        return finding_of(WORKS, "refused");
    if (status)
        return finding_of(FAILS, "%s: %s", workload->name, reason);
    if (count.allocations != claimed)
        return finding_of(FAILS, "an item of %s takes %g allocations, and the strategy says %g", workload->name,
                          count.allocations, claimed);
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
