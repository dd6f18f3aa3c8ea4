/* SPDX-License-Identifier: MIT */
/* Makes one cell of corolab_time slower by a known share, for the experiment that asks whether `corolab compare` finds it. Linked
 * with --wrap=cell_open,--wrap=cell_run, so that nothing in the programs that people run knows of it. The environment variable
 * COROLAB_PLANTED names the cell and the share: "box ready 0.05". After every batch of the planted cell it spins for that share of
 * what a batch takes. How many turns of the spinning loop that is, it finds out during the first batches, by the processor time of
 * the thread, since other processes may take turns with it; to ask that clock is a system call, which would be felt in every batch.
 *
 * Both builds of a comparison are this program, and only a copy in a directory named `slow` is slower: else the wrapping alone, one
 * more frame below the cell, would be a difference. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "bench/table.h"

/* The first batches, which are slower than those that follow, and those that are timed. */
enum { WARMING = 16, TIMED = 64, CALIBRATING_TURNS = 1000000 };

static struct planted {
    double share;           /* of the cell that is open; 0: not the planted one */
    unsigned batches;
    long long timed_ns;     /* of the TIMED ones */
    long turns;             /* to spin after a batch, once that is known */
} planted;

enum coro_status __real_cell_open(const struct row *, const struct workload_card *, const struct cell_options *, struct cell **,
                                  const char **reason);
enum coro_status __real_cell_run(struct cell *, uint64_t items, uint64_t *done_items, const char **reason);

static long long now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void spin(long turns)
{
    for (long i = 0; i < turns; i++)
        __asm__ volatile("");
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

static void calibrate(void)
{
    long long started = now_ns();
    spin(CALIBRATING_TURNS);
    double turn_ns = (double)(now_ns() - started) / CALIBRATING_TURNS;
    planted.turns = (long)(planted.share * (double)planted.timed_ns / TIMED / turn_ns);
}

enum coro_status __wrap_cell_open(const struct row *row, const struct workload_card *workload, const struct cell_options *options,
                                  struct cell **cell, const char **reason)
{
    planted = (struct planted){ .share = read_share(row_card(row)->name, workload->name) };
    return __real_cell_open(row, workload, options, cell, reason);
}

enum coro_status __wrap_cell_run(struct cell *cell, uint64_t items, uint64_t *done_items, const char **reason)
{
    bool is_timed = planted.share > 0 && planted.batches < WARMING + TIMED;
    long long started = is_timed ? now_ns() : 0;
    enum coro_status status = __real_cell_run(cell, items, done_items, reason);
    if (is_timed) {
        planted.timed_ns += planted.batches >= WARMING ? now_ns() - started : 0;
        if (++planted.batches == WARMING + TIMED)
            calibrate();
    }
    spin(planted.turns);
    return status;
}
