/* SPDX-License-Identifier: MIT */
/* Owns the places of the candidates on each axis. mean_time.c has the means of times over workloads, axes_table.c the words. */
#include "report/analysis/axes.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/candidate.h"
#include "report/analysis/columns.h"
#include "report/analysis/mean_time.h"
#include "report/analysis/row_bytes.h"
#include "report/base/memory.h"

/* True when the list "ready pending/8" has the name, or another of its family: a row that is tuned on depth/4 is
 * so on depth/16. */
static bool lists_family(const char *names, const char *name)
{
    size_t length = report_family_length(name);

    for (const char *at = names + strspn(names, " ,"); *at != '\0'; at += strspn(at, " ,")) {
        size_t its_length = strcspn(at, " ,/");
        if (its_length == length && strncmp(at, name, length) == 0)
            return true;
        at += strcspn(at, " ,");
    }
    return false;
}

static void find_candidates(const struct report_result *result, struct report_axes *axes)
{
    for (size_t i = 0; i < result->strategy_count; i++) {
        if (report_candidacy_of(result, i).candidacy != REPORT_CANDIDATE)
            continue;
        axes->strategies[axes->count++] = i;
        for (size_t j = 0; j < result->workload_count; j++)
            axes->is_tuned_on[j] |= lists_family(result->strategies[i].tuned_on, result->workloads[j].name);
    }
}

/* The workloads on which box and every candidate have a time, on request without those that one was tuned on. Returns their
 * number. */
enum tuned { WITH_TUNED, WITHOUT_TUNED };
static size_t choose_workloads(const struct report_result *result, const struct report_axes *axes, enum tuned tuned,
                               bool chosen[REPORT_LONGEST_TABLE])
{
    size_t count = 0, box = report_result_strategy(result, "box");

    for (size_t i = 0; i < result->workload_count; i++) {
        chosen[i] = (tuned == WITH_TUNED || !axes->is_tuned_on[i]) &&
                    report_result_median(result, box, i, REPORT_METRIC_TIME) > 0;
        for (size_t j = 0; j < axes->count && chosen[i]; j++)
            chosen[i] = report_result_median(result, axes->strategies[j], i, REPORT_METRIC_TIME) > 0;
        count += chosen[i];
    }
    return count;
}

/* Places in the terms of the other tables: a series is above another beyond intervals and noise floor, or it is not. */
static bool is_above(const struct report_axis *axis, const struct report_axis_place *place, const struct report_axis_place *best)
{
    struct report_series own = {.count = axis->sample_count, .median = place->value, .interval = place->interval,
                                .noise_floor = axis->floor};
    struct report_series other = {.count = axis->sample_count, .median = best->value, .interval = best->interval};

    return report_series_is_above(&own, &other);
}

/* Says of a place whether it is near, behind or undecided. */
static void judge(const struct report_axis *axis, struct report_axis_place *place, double same)
{
    const struct report_axis_place *best = &axis->places[axis->best];
    double least = fmax(best->value, same);

    if (isnan(place->value))
        return;
    place->behind = fmax(place->value, same) / least - 1;
    if (same > 0) {
        place->is_near = place->value <= best->value + fmax(same, axis->floor * best->value);
    } else if (place == best || !is_above(axis, place, best)) {
        place->is_near = place == best || place->interval.high <= best->value * (1 + REPORT_AS_GOOD_SHARE);
        place->is_undecided = !place->is_near;
    }
}

/* Finds the best, and judges each. `same` is the bytes that do not count as a difference; 0 for times. */
static void rank(struct report_axis *axis, size_t count, double same)
{
    size_t measured = 0;

    axis->best = REPORT_NOT_FOUND;
    for (size_t i = 0; i < count; i++) {
        measured += !isnan(axis->places[i].value);
        if (!isnan(axis->places[i].value) &&
            (axis->best == REPORT_NOT_FOUND || axis->places[i].value < axis->places[axis->best].value))
            axis->best = i;
    }
    axis->is_there = measured > 1;
    for (size_t i = 0; i < count && axis->is_there; i++)
        judge(axis, &axis->places[i], same);
}

static void measure_times(const struct report_result *result, struct report_axes *axes, enum report_axis_name name,
                          enum tuned tuned)
{
    struct report_axis *axis = &axes->axes[name];
    struct report_mean_time mean;

    axis->workload_count = choose_workloads(result, axes, tuned, axis->is_chosen);
    axis->family_count = report_mean_time_families(result, axis->is_chosen);
    if (axis->workload_count == 0)
        return;
    axis->floor = report_mean_time_floor(result, axes->strategies, axes->count, axis->is_chosen);
    for (size_t i = 0; i < axes->count; i++) {
        report_mean_time_measure(result, axes->strategies[i], axis->is_chosen, &mean);
        axis->places[i] = (struct report_axis_place){.value = mean.median, .interval = mean.interval};
        axis->sample_count = i == 0 || mean.count < axis->sample_count ? mean.count : axis->sample_count;
    }
    rank(axis, axes->count, 0);
}

/* Bytes a task of 10,000: of a hundred, the pages of the process make more than the rows do. */
static size_t memory_workload(const struct report_result *result)
{
    size_t sized = report_result_workload(result, "sized_tasks/10000"), small = report_result_workload(result, "tasks/10000");

    return sized != REPORT_NOT_FOUND && report_workload_has(result, sized, REPORT_METRIC_TASK_BYTES) ? sized : small;
}

/* The bytes of the candidates, which the caller frees. A row that lacks a situation which another has keeps an unknown number of
 * bytes: the situation may be its worst. */
static struct report_row_bytes *bytes_of(const struct report_result *result, const struct report_axes *axes)
{
    struct report_row_bytes *bytes = report_allocate_zeroed(axes->count, sizeof *bytes);
    bool is_measured[REPORT_SITUATIONS] = {false};

    for (size_t i = 0; i < axes->count; i++) {
        bytes[i] = report_row_bytes(result, axes->strategies[i]);
        for (size_t at = 0; at < REPORT_SITUATIONS; at++)
            is_measured[at] |= !isnan(bytes[i].retained_after[at]);
    }
    for (size_t i = 0; i < axes->count; i++)
        for (size_t at = 0; at < REPORT_SITUATIONS; at++)
            if (is_measured[at] && isnan(bytes[i].retained_after[at]))
                bytes[i].retained = NAN;
    return bytes;
}

static void measure_bytes(const struct report_result *result, struct report_axes *axes)
{
    struct report_axis *memory = &axes->axes[REPORT_AXIS_MEMORY], *retention = &axes->axes[REPORT_AXIS_RETENTION];
    struct report_row_bytes *bytes = bytes_of(result, axes);

    memory->workload = memory_workload(result);
    memory->floor = retention->floor = REPORT_SAME_BYTES_SHARE;
    for (size_t i = 0; i < axes->count; i++) {
        double resident = report_result_median(result, axes->strategies[i], memory->workload, REPORT_METRIC_TASK_BYTES);
        double retained = bytes[i].retained;
        memory->places[i] = (struct report_axis_place){.value = resident, .interval = {resident, resident, 0}};
        retention->places[i] = (struct report_axis_place){.value = retained, .interval = {retained, retained, 0}};
    }
    free(bytes);
    rank(memory, axes->count, REPORT_SAME_TASK_BYTES);
    rank(retention, axes->count, REPORT_SAME_RETAINED_BYTES);
}

static void measure_hand_over(const struct report_result *result, struct report_axes *axes)
{
    struct report_axis *axis = &axes->axes[REPORT_AXIS_HAND_OVER];

    axis->workload = report_family_workload(result, "handed_over", REPORT_METRIC_TIME);
    axis->floor = axis->workload == REPORT_NOT_FOUND ? 0 : report_workload_floor(result, axis->workload);
    axis->sample_count = REPORT_MOST_ROUNDS;
    for (size_t i = 0; i < axes->count; i++) {
        const struct report_series *series = axis->workload == REPORT_NOT_FOUND ? NULL
            : report_result_series(result, axes->strategies[i], axis->workload, REPORT_METRIC_TIME);
        axis->places[i] = (struct report_axis_place){.value = NAN};
        if (series == NULL)
            continue;
        axis->places[i] = (struct report_axis_place){.value = series->median, .interval = series->interval};
        axis->sample_count = series->count < axis->sample_count ? series->count : axis->sample_count;
    }
    rank(axis, axes->count, 0);
}

/* The largest distance on any axis, and the sum of all for those that share it. */
static double distance(const struct report_axes *axes, size_t index)
{
    double most = 0;

    for (size_t i = 0; i < REPORT_AXIS_COUNT; i++) {
        const struct report_axis_place *place = &axes->axes[i].places[index];
        if (axes->axes[i].is_there && !place->is_near)
            most = fmax(most, isnan(place->value) ? INFINITY : place->behind);
    }
    return most;
}

static void swap(struct report_axes *axes, size_t one, size_t other)
{
    size_t strategy = axes->strategies[one];

    axes->strategies[one] = axes->strategies[other];
    axes->strategies[other] = strategy;
    for (size_t i = 0; i < REPORT_AXIS_COUNT; i++) {
        struct report_axis *axis = &axes->axes[i];
        struct report_axis_place place = axis->places[one];
        axis->places[one] = axis->places[other];
        axis->places[other] = place;
        axis->best = axis->best == one ? other : axis->best == other ? one : axis->best;
    }
}

/* By insertion: candidates are few, and those of the same distance keep the order of the file. */
static void sort(struct report_axes *axes)
{
    for (size_t i = 1; i < axes->count; i++)
        for (size_t at = i; at > 0 && distance(axes, at) < distance(axes, at - 1); at--)
            swap(axes, at, at - 1);
}

void report_axes_measure(const struct report_result *result, struct report_axes *axes)
{
    bool is_tuned = false;

    memset(axes, 0, sizeof *axes);
    find_candidates(result, axes);
    if (axes->count < 2)
        return;
    for (size_t i = 0; i < result->workload_count; i++)
        is_tuned |= axes->is_tuned_on[i];
    measure_times(result, axes, REPORT_AXIS_TIME, WITH_TUNED);
    if (is_tuned)
        measure_times(result, axes, REPORT_AXIS_UNTUNED, WITHOUT_TUNED);
    measure_bytes(result, axes);
    measure_hand_over(result, axes);
    sort(axes);
}

size_t report_axes_behind(const struct report_axes *axes, size_t index)
{
    size_t count = 0;

    for (size_t i = 0; i < REPORT_AXIS_COUNT; i++)
        count += axes->axes[i].is_there && !axes->axes[i].places[index].is_near;
    return count;
}
