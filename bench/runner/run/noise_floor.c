/* SPDX-License-Identifier: MIT */
/* Samples a few cells, and computes the noise floor from their times. `corolab doctor` prints the result. */
#define _GNU_SOURCE
#include "bench/runner/run/noise_floor.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/clock.h"
#include "bench/process/message.h"
#include "bench/runner/plan/order.h"
#include "bench/runner/plan/reply.h"
#include "bench/runner/run/run.h"
#include "bench/process/stop.h"
#include "bench/table/table.h"
#include "report/base/memory.h"
#include "report/statistics/statistics.h"

/* A cheap, an allocating and a switching row: each is noisy in its own way. */
static const char *const strategies[] = { "static_dispatch", "box", "stackful/native" };
static const char *const workloads[] = { "ready", "pending/8" };

enum { LOTS = 1000, SEED = 1 };
#define COVERAGE 0.95

/* The value that `part` of them do not exceed. */
static double quantile(double *values, size_t count, double part)
{
    report_sort(values, count);
    size_t rank = (size_t)ceil(part * (double)count);
    return values[rank == 0 ? 0 : rank - 1];
}

static double difference_of(double *one, size_t one_count, double *other, size_t other_count)
{
    return fabs(report_median_of(one, one_count) / report_median_of(other, other_count) - 1);
}

static double draw_halves(struct order *order, const struct noise_cell *cell)
{
    size_t indices[NOISE_ROUNDS_MAX], half = cell->count / 2;
    double drawn[NOISE_ROUNDS_MAX];
    runner_order_shuffle(order, indices, cell->count);
    for (size_t i = 0; i < cell->count; i++)
        drawn[i] = cell->values[indices[i]];
    return difference_of(drawn, half, drawn + half, cell->count - half);
}

/* With replacement, since there may be fewer samples than two sides need. */
static double draw_sides(struct order *order, const struct noise_cell *cell)
{
    double drawn[2 * NOISE_SIDE_SAMPLES];
    for (size_t i = 0; i < 2 * NOISE_SIDE_SAMPLES; i++)
        drawn[i] = cell->values[runner_order_below(order, cell->count)];
    return difference_of(drawn, NOISE_SIDE_SAMPLES, drawn + NOISE_SIDE_SAMPLES, NOISE_SIDE_SAMPLES);
}

typedef double draw_lot(struct order *, const struct noise_cell *);

/* Fills in LOTS differences; returns the value that a share COVERAGE of them does not exceed. */
static double draw(draw_lot *lot, const struct noise_cell *cell, double *differences)
{
    struct order order = runner_order_start(SEED, 0);
    for (size_t i = 0; i < LOTS; i++)
        differences[i] = lot(&order, cell);
    return quantile(differences, LOTS, COVERAGE);
}

static void judge_spread(struct noise_cell *cell)
{
    double sorted[NOISE_ROUNDS_MAX];
    memcpy(sorted, cell->values, cell->count * sizeof *sorted);
    cell->median = report_median_of(sorted, cell->count);
    cell->noise.spread = (quantile(sorted, cell->count, 0.75) - quantile(sorted, cell->count, 0.25)) / cell->median;
}

void noise_floor_judge(struct noise_floor *floor)
{
    double spreads[NOISE_CELLS_MAX];
    size_t count = floor->cell_count;
    double *halves = report_allocate_zeroed(2 * count * LOTS, sizeof *halves), *sides = halves + count * LOTS;
    for (size_t i = 0; i < count; i++) {
        struct noise_cell *cell = &floor->cells[i];
        judge_spread(cell);
        spreads[i] = cell->noise.spread;
        cell->noise.difference = draw(draw_halves, cell, halves + i * LOTS);
        cell->noise.resolution = draw(draw_sides, cell, sides + i * LOTS);
    }
    floor->noise.spread = report_median_of(spreads, count);
    floor->noise.difference = quantile(halves, count * LOTS, COVERAGE);
    floor->noise.resolution = quantile(sides, count * LOTS, COVERAGE);
    free(halves);
}

static void choose_cells(struct noise_floor *floor)
{
    *floor = (struct noise_floor){ 0 };
    for (size_t i = 0; i < sizeof strategies / sizeof *strategies; i++)
        for (size_t j = 0; j < sizeof workloads / sizeof *workloads && table_find_row(strategies[i]) != NULL; j++)
            floor->cells[floor->cell_count++] = (struct noise_cell){ .strategy = strategies[i], .workload = workloads[j] };
}

static void drop_cell(struct noise_floor *floor, size_t index, const char *reason)
{
    const struct noise_cell *cell = &floor->cells[index];
    runner_note("%s on %s is left out of the noise floor: %s", cell->strategy, cell->workload, reason);
    floor->cell_count--;
    memmove(&floor->cells[index], &floor->cells[index + 1], (floor->cell_count - index) * sizeof floor->cells[0]);
}

/* Adds a sample, or drops the cell. */
static enum coro_status sample(const char *program, int cpu, struct noise_floor *floor, size_t index)
{
    struct noise_cell *cell = &floor->cells[index];
    const char *const arguments[] = { program, cell->strategy, cell->workload, NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = RUNNER_SAMPLE_TIMEOUT_MS,
                             .output_limit = RUNNER_ANSWER_LIMIT_BYTES, .cpu = cpu };
    struct reply reply;
    double value = 0;
    enum coro_status status = runner_reply_ask(&job, &reply);
    if (status != CORO_OK)
        return status;
    if (reply.status == CELL_OK)
        value = json_number_value(json_object_get(json_object_get(reply.body, "metrics"), "time_ns"));
    if (value > 0 && isfinite(value))
        cell->values[cell->count++] = value;
    else if (reply.status != CELL_UNVERIFIED)
        drop_cell(floor, index, reply.status == CELL_OK ? "it answered without a time" : reply.reason);
    runner_reply_fini(&reply);
    return CORO_OK;
}

enum coro_status noise_floor_measure(const char *program, int cpu, double seconds, struct noise_floor *floor)
{
    double end = runner_clock_seconds() + seconds;
    choose_cells(floor);
    for (size_t round = 0; round < NOISE_ROUNDS_MAX && (round < NOISE_ROUNDS_MIN || runner_clock_seconds() < end); round++)
        for (size_t i = floor->cell_count; i > 0 && !runner_stop_requested(); i--) {
            enum coro_status status = sample(program, cpu, floor, i - 1);
            if (status != CORO_OK)
                return status;
        }
    if (floor->cell_count == 0 || runner_stop_requested())
        return CORO_ERR_UNSUPPORTED;
    noise_floor_judge(floor);
    return CORO_OK;
}
