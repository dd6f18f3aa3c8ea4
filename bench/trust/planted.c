/* SPDX-License-Identifier: MIT */
/* Makes one cell of corolab_time slower by a known share, for the experiment that asks whether `corolab compare` finds it. Linked
 * with --wrap=cell_open,--wrap=cell_run, so that nothing in the programs that people run knows of it. The environment variable
 * COROLAB_PLANTED names the cell and the share: "box ready 0.05". After every batch of the planted cell, it spins until the batch
 * has taken so much more of the thread's processor time, which is what is measured: other processes take turns with it. Both
 * builds of a comparison are this program, and only a copy in a directory named `slow` is slower: else the wrapping alone, one more
 * frame below the cell, would be a difference. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "bench/table.h"

static double planted_share;        /* of the cell that is open; 0: not the planted one */

enum coro_status __real_cell_open(const struct row *, const struct workload_card *, const struct cell_options *, struct cell **,
                                  const char **reason);
enum coro_status __real_cell_run(struct cell *, uint64_t items, uint64_t *done_items, const char **reason);

static long long now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static bool is_slow_copy(void)
{
    char self[4096];
    ssize_t bytes = readlink("/proc/self/exe", self, sizeof self - 1);
    self[bytes < 0 ? 0 : bytes] = '\0';
    return strstr(self, "/slow/") != NULL;
}

static double read_share(const char *row, const char *workload)
{
    char planted_row[80], planted_workload[80];
    double share;
    const char *wanted = getenv("COROLAB_PLANTED");
    if (wanted == NULL || !is_slow_copy() || sscanf(wanted, "%79s %79s %lf", planted_row, planted_workload, &share) != 3)
        return 0;
    return strcmp(planted_row, row) == 0 && strcmp(planted_workload, workload) == 0 ? share : 0;
}

enum coro_status __wrap_cell_open(const struct row *row, const struct workload_card *workload, const struct cell_options *options,
                                  struct cell **cell, const char **reason)
{
    planted_share = read_share(row_card(row)->name, workload->name);
    return __real_cell_open(row, workload, options, cell, reason);
}

enum coro_status __wrap_cell_run(struct cell *cell, uint64_t items, uint64_t *done_items, const char **reason)
{
    long long started = now_ns();
    enum coro_status status = __real_cell_run(cell, items, done_items, reason);
    long long end = now_ns();
    end += (long long)((double)(end - started) * planted_share);
    while (planted_share > 0 && now_ns() < end)
        continue;
    return status;
}
