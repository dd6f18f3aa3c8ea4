/* SPDX-License-Identifier: MIT */
/* Measures task_memory.h, from /proc/self. */
#include <math.h>
#include "bench/fixtures/spare_memory.h"
#include "bench/measure/task_memory.h"

struct reading { double rss_bytes, page_table_bytes; };     /* infinity where unknown */

/* Rss in smaps_rollup is exact; in status it is counted per thread and lags behind. */
static void read_memory(struct reading *reading)
{
    reading->rss_bytes = system_number("/proc/self/smaps_rollup", "Rss:") * 1024;
    reading->page_table_bytes = system_number("/proc/self/status", "VmPTE:") * 1024;
}

static void look(void *readings, enum hold_point point) { read_memory((struct reading *)readings + point); }

enum coro_status task_memory_of_cell(const struct cell_arguments *target, struct task_memory *taken, const char **reason)
{
    struct reading before, held[HOLD_POINTS] = { { INFINITY, INFINITY }, { INFINITY, INFINITY } };
    struct cell *cell = NULL;
    enum coro_status status = cell_open(target->row, target->workload, &target->options, &cell, reason);
    if (status)
        return status;
    read_memory(&before);       /* the first reading allocates memory of its own */
    read_memory(&before);
    status = cell_hold(cell, look, held, &taken->task_count, reason);
    cell_close(cell);
    if (status)
        return status;
    taken->rss_bytes = held[HOLD_WAITING].rss_bytes - before.rss_bytes;
    taken->page_table_bytes = held[HOLD_WAITING].page_table_bytes - before.page_table_bytes;
    taken->frame_bytes = held[HOLD_WAITING].rss_bytes - held[HOLD_WITHOUT_FRAMES].rss_bytes;
    if (isfinite(taken->rss_bytes + taken->page_table_bytes + taken->frame_bytes))
        return CORO_OK;
    *reason = "the system does not say how much memory a process has";
    return CORO_ERR_UNSUPPORTED;
}
