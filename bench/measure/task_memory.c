/* SPDX-License-Identifier: MIT */
/* Measures task_memory.h, from /proc/self. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/measure/task_memory.h"

struct reading { double rss_bytes, page_table_bytes; enum coro_status status; };

/* Returns the figure after `key`, in bytes. Rss in smaps_rollup is exact; in status it is counted per thread and lags behind. */
static enum coro_status find_kilobytes(const char *path, const char *key, double *bytes)
{
    char line[256];
    enum coro_status status = CORO_ERR_IO;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return status;
    while (status && fgets(line, sizeof line, file))
        if (strncmp(line, key, strlen(key)) == 0) {
            *bytes = strtod(line + strlen(key), NULL) * 1024;
            status = CORO_OK;
        }
    fclose(file);
    return status;
}

static void read_memory(struct reading *reading)
{
    reading->status = find_kilobytes("/proc/self/smaps_rollup", "Rss:", &reading->rss_bytes);
    if (!reading->status)
        reading->status = find_kilobytes("/proc/self/status", "VmPTE:", &reading->page_table_bytes);
}

static void look(void *readings, enum hold_point point) { read_memory((struct reading *)readings + point); }

enum coro_status task_memory_of_cell(const struct cell_arguments *target, struct task_memory *taken, const char **reason)
{
    struct reading before, held[HOLD_POINTS] = { { .status = CORO_ERR_WRONG_RESULT }, { .status = CORO_ERR_WRONG_RESULT } };
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
    if (before.status || held[HOLD_WITHOUT_FRAMES].status || held[HOLD_WAITING].status) {
        *reason = "the system does not say how much memory a process has";
        return CORO_ERR_UNSUPPORTED;
    }
    taken->rss_bytes = held[HOLD_WAITING].rss_bytes - before.rss_bytes;
    taken->page_table_bytes = held[HOLD_WAITING].page_table_bytes - before.page_table_bytes;
    taken->frame_bytes = held[HOLD_WAITING].rss_bytes - held[HOLD_WITHOUT_FRAMES].rss_bytes;
    return CORO_OK;
}
