/* SPDX-License-Identifier: MIT */
/* Counts the processor's events of an item (cell_costs.h), over batches of the length that is timed. */
#include "bench/measure/cell_costs.h"
#include <time.h>
#include "bench/measure/counters.h"
#include "bench/measure/emulation.h"
#include "bench/measure/valgrind_requests.h"

/* The counted time of a cell, as of a sample of its time. */
#define COUNTED_NS 5e7
/* More tasks take seconds, and an item costs the same. */
enum { MOST_COUNTED_TASKS = 10000 };

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static const char *refusal(const struct workload_card *workload)
{
    if (RUNNING_ON_VALGRIND || emulation_sign("") != NULL)
        return "events would be those of the tool that this runs under";
    if (workload->has_threads)
        return "events are counted in one thread, and this workload has more";
    return workload->task_count > MOST_COUNTED_TASKS ? "events are counted with fewer tasks" : NULL;
}

/* Runs batches for some 50 ms; stores the events of an item. */
static enum coro_status count_batches(struct cell *cell, const struct counters *counters, struct cell_answer *answer)
{
    uint64_t batch_items = cell_batch_items(cell), items = 0;
    enum coro_status status = cell_run(cell, batch_items, NULL, &answer->reason);
    double began = now_ns();
    if (status)
        return status;
    counters_start(counters);
    do {
        uint64_t done = 0;
        status = cell_run(cell, batch_items, &done, &answer->reason);
        items += done;
    } while (!status && now_ns() - began < COUNTED_NS);
    enum coro_status stopped = counters_stop(counters, answer->values, &answer->reason);
    for (int i = 0; i < counters->count; i++)
        answer->values[i] /= (double)items;
    return status ? status : stopped;
}

enum coro_status cell_event_counts(const struct cell_arguments *arguments, struct cell_answer *answer)
{
    static struct counters counters;        /* the answer's names outlive this call */
    struct cell *cell = NULL;
    answer->reason = refusal(arguments->workload);
    if (answer->reason)
        return CORO_ERR_UNSUPPORTED;
    enum coro_status status = counters_open(&counters, &answer->reason);
    if (status)
        return status;
    answer->names = counters.names;
    answer->count = counters.count;
    status = cell_open(arguments->row, arguments->workload, &arguments->options, &cell, &answer->reason);
    if (!status)
        status = count_batches(cell, &counters, answer);
    cell_close(cell);
    counters_close(&counters);
    return status;
}
