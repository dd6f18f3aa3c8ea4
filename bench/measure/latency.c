/* SPDX-License-Identifier: MIT */
/* Measures the latency of single calls (cell_costs.h). Ticks become nanoseconds by comparing both clocks from the first run to
 * the last. That takes tens of milliseconds, so the error of reading the clocks is negligible. */
#include "bench/measure/cell_costs.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "bench/measure/histogram.h"
#include "bench/measure/timing.h"

enum { WARM_ITEMS = 1024, ITEMS = 100000, CLOCK_STAMPS = 10000 };
/* Two threads that wake each other take microseconds an item. */
enum { ITEMS_BETWEEN_THREADS = 10000 };
/* The shortest time over which ticks are compared with the clock. */
#define LEAST_NS 5e6

struct both_clocks { uint64_t ticks; double ns; };

static struct both_clocks read_clocks(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_RAW, &now);
    return (struct both_clocks){ stamp_clock(), (double)now.tv_sec * 1e9 + (double)now.tv_nsec };
}

static double tick_ns_since(struct both_clocks then)
{
    struct both_clocks now;
    do
        now = read_clocks();
    while (now.ns - then.ns < LEAST_NS);
    return (now.ns - then.ns) / (double)(now.ticks - then.ticks);
}

static uint64_t median_stamp_ticks(struct histogram *histogram)
{
    *histogram = (struct histogram){ 0 };
    for (int i = 0; i < CLOCK_STAMPS; i++) {
        uint64_t began = stamp_clock();
        histogram_add(histogram, stamp_clock() - began);
    }
    return histogram_quantile(histogram, 500);
}

static enum coro_status stamp_items(struct cell *cell, uint64_t items, struct histogram *histogram, const char **reason)
{
    uint64_t done = 0;
    enum coro_status status = cell_run(cell, WARM_ITEMS, &done, reason);
    if (!status && histogram->count < done) {
        *reason = "its caller is not one whose next() calls are stamped";
        return CORO_ERR_UNSUPPORTED;
    }
    if (status)
        return status;
    *histogram = (struct histogram){ 0 };
    return cell_run(cell, items, NULL, reason);
}

/* A note of the answer, NULL where the steps are not known. */
static const char *describe_steps(void)
{
    static char sentence[80];
    if (stamp_clock_hz() == 0)
        return NULL;
    snprintf(sentence, sizeof sentence, "the clock of latencies advances in steps of %.1f ns", 1e9 / (double)stamp_clock_hz());
    return sentence;
}

static void read_quantiles(struct histogram *histogram, double tick_ns, struct cell_answer *answer)
{
    static const char *const names[] = { "p50_ns", "p99_ns", "p999_ns", "max_ns", "clock_ns" };
    static const unsigned permille[] = { 500, 990, 999 };
    answer->names = names;
    answer->count = 5;
    answer->note = describe_steps();
    for (int i = 0; i < 3; i++)
        answer->values[i] = (double)histogram_quantile(histogram, permille[i]) * tick_ns;
    answer->values[3] = (double)histogram->max * tick_ns;
    answer->values[4] = (double)median_stamp_ticks(histogram) * tick_ns;
}

static enum coro_status measure(const struct cell_arguments *arguments, struct histogram *histogram, struct cell_answer *answer)
{
    struct cell *cell = NULL;
    struct cell_options options = arguments->options;
    options.stamps = histogram;
    enum coro_status status = cell_open(arguments->row, arguments->workload, &options, &cell, &answer->reason);
    struct both_clocks began = read_clocks();
    if (!status)
        status = stamp_items(cell, arguments->workload->has_threads ? ITEMS_BETWEEN_THREADS : ITEMS, histogram, &answer->reason);
    if (!status)
        read_quantiles(histogram, tick_ns_since(began), answer);
    cell_close(cell);
    return status;
}

enum coro_status cell_latency(const struct cell_arguments *arguments, struct cell_answer *answer)
{
    answer->reason = timing_refusal();
    if (answer->reason == NULL && arguments->workload->task_count > 0)
        answer->reason = "where tasks take turns, a next() waits for those of the others";
    if (answer->reason)
        return CORO_ERR_UNSUPPORTED;
    struct histogram *histogram = calloc(1, sizeof *histogram);
    if (histogram == NULL) {
        answer->reason = coro_status_message(CORO_ERR_NO_MEMORY);
        return CORO_ERR_NO_MEMORY;
    }
    enum coro_status status = measure(arguments, histogram, answer);
    free(histogram);
    return status;
}
