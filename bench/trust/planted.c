/* SPDX-License-Identifier: MIT */
/* Makes one cell of corolab_time slower by a known share, for the experiment that asks whether `corolab compare` finds it. The
 * linker wraps cell_open and cell_run, so the programs that people run contain none of this. The environment variable
 * COROLAB_PLANTED names the cell and the share: "box ready 0.05" runs every twentieth batch twice and counts it once. Waiting
 * instead would disturb the code around it: a clock of processor time is a system call, and a spinning loop leaves the branch
 * predictor another history.
 *
 * Both builds of a comparison are this program, and only a copy in a directory named `slow` is slower. Otherwise the wrapping
 * alone, one more frame below the cell, would be a difference. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/beside.h"
#include "bench/table/table.h"

/* The share of the open cell, 0 for all but the planted one, and the batches that it owes. */
static double share, owed_batches;

enum coro_status __real_cell_open(const struct row *, const struct workload_card *, const struct cell_options *, struct cell **,
                                  const char **reason);
enum coro_status __real_cell_run(struct cell *, uint64_t items, uint64_t *done_items, const char **reason);

static bool is_slow_copy(void)
{
    char directory[PATH_MAX];
    return beside_program(directory, ".") == CORO_OK && strstr(directory, "/slow/") != NULL;
}

static double read_share(const char *row, const char *workload)
{
    char planted_row[80], planted_workload[80];
    double planted_share;
    const char *wanted = getenv("COROLAB_PLANTED");
    if (wanted == NULL || !is_slow_copy()
        || sscanf(wanted, "%79s %79s %lf", planted_row, planted_workload, &planted_share) != 3)
        return 0;
    return strcmp(planted_row, row) == 0 && strcmp(planted_workload, workload) == 0 ? planted_share : 0;
}

enum coro_status __wrap_cell_open(const struct row *row, const struct workload_card *workload, const struct cell_options *options,
                                  struct cell **cell, const char **reason)
{
    share = read_share(row_card(row)->name, workload->name);
    owed_batches = 0;
    return __real_cell_open(row, workload, options, cell, reason);
}

enum coro_status __wrap_cell_run(struct cell *cell, uint64_t items, uint64_t *done_items, const char **reason)
{
    owed_batches += share;
    if (owed_batches >= 1) {
        owed_batches -= 1;
        enum coro_status status = __real_cell_run(cell, items, NULL, reason);
        if (status)
            return status;
    }
    return __real_cell_run(cell, items, done_items, reason);
}
