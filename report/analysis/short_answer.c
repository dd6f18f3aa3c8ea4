/* SPDX-License-Identifier: MIT */
/* Owns the rows of a place and their ranges. short_answer_verdict.c makes the two sentences, short_answer_marks.c finds what
 * speaks for a place and against it. */
#include "report/analysis/short_answer.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/row_bytes.h"

#define ODD_MULTIPLE 1.5    /* of the next slower row */
#define FRESH_BLOCKS 0.5    /* an item; between none and one there is nothing on a workload of one kind of frames */

static const char *answer_of(const struct report_result *result, size_t strategy, const char *probe)
{
    for (size_t i = 0; i < result->probe_count; i++)
        if (result->probes[i].strategy == strategy && strcmp(result->questions[result->probes[i].question].name, probe) == 0)
            return result->probes[i].answer;
    return "";
}

/* The heap blocks that an item takes; where they were not counted, the probe's answer stands for them; NAN without either. Box
 * takes one by its definition. */
static double blocks_of(const struct report_result *result, size_t strategy)
{
    size_t ready = report_result_workload(result, REPORT_ANSWER_READY);
    const struct report_series *counted = report_result_series(result, strategy, ready, REPORT_METRIC_ALLOCATIONS);
    const char *answer = answer_of(result, strategy, "allocates_per_item");

    if (counted != NULL)
        return counted->median;
    if (report_baseline_is_box(result) && strategy == report_baseline(result))
        return 1;
    return strcmp(answer, "yes") == 0 ? 1 : strcmp(answer, "no") == 0 ? 0 : NAN;
}

bool report_answer_has(const struct report_result *result, size_t strategy, enum report_place place, enum report_answer_part part)
{
    const struct report_strategy *row = &result->strategies[strategy];

    if (row->lives.where != place || report_strategy_is_peer(row) || !report_strategy_keeps_trait(row))
        return false;
    switch (part) {
    case REPORT_ANSWER_FRESH: return blocks_of(result, strategy) >= FRESH_BLOCKS;
    case REPORT_ANSWER_KEPT: return blocks_of(result, strategy) < FRESH_BLOCKS;
    case REPORT_ANSWER_CALLS: return report_strategy_is_stackful(row);
    case REPORT_ANSWER_SWITCHES: return !report_strategy_is_stackful(row);
    default: return true;
    }
}

void report_answer_range(const struct report_result *result, enum report_place place, enum report_answer_part part,
                         const char *workload, struct report_answer_range *range)
{
    const struct report_series *slowest = NULL, *next = NULL;
    size_t column = report_result_workload(result, workload);

    *range = (struct report_answer_range){0};
    for (size_t i = 0; i < result->strategy_count && column != REPORT_NOT_FOUND; i++) {
        const struct report_series *series = report_result_series(result, i, column, REPORT_METRIC_TIME);
        if (series == NULL || !report_answer_has(result, i, place, part))
            continue;
        range->count++;
        if (range->least == NULL || series->median < range->least->median)
            range->least = series;
        if (slowest == NULL || series->median > slowest->median) {
            next = slowest;
            slowest = series;
        } else if (next == NULL || series->median > next->median) {
            next = series;
        }
    }
    bool is_odd = next != NULL && range->count > 2 && slowest->median > ODD_MULTIPLE * next->median
                  && slowest->strategy != report_baseline(result);
    range->odd = is_odd ? slowest : NULL;
    range->most = is_odd ? next : slowest;
}

/* Leaves a unit that both have to the last. */
static void share_unit(struct report_answer_ends *ends)
{
    char *unit = strchr(ends->least.text, ' ');
    const char *other = strchr(ends->most.text, ' ');

    if (strcmp(ends->least.text, ends->most.text) == 0)
        ends->most.text[0] = '\0';
    else if (unit != NULL && other != NULL && strcmp(unit, other) == 0)
        *unit = '\0';
}

struct report_answer_ends report_answer_times(double least, double most)
{
    struct report_answer_ends ends = {report_number_time(least), report_number_time(most)};

    share_unit(&ends);
    return ends;
}

struct report_answer_ends report_answer_bytes(double least, double most)
{
    struct report_answer_ends ends = {report_number_bytes(least), report_number_bytes(most)};

    share_unit(&ends);
    return ends;
}

void report_answer_say_ends(struct report_text *text, const struct report_answer_ends *ends)
{
    report_text_format(text, ends->most.text[0] == '\0' ? "%s" : "%s–%s", ends->least.text, ends->most.text);
}

double report_answer_waiting_bytes(const struct report_result *result, size_t strategy)
{
    return report_row_bytes(result, strategy).resident;
}

/* By which the struct grows that is the place: the iterator, the call site or the task; elsewhere, all three together. */
double report_answer_added_bytes(const struct report_result *result, size_t strategy)
{
    struct report_row_bytes bytes = report_row_bytes(result, strategy);

    switch (result->strategies[strategy].lives.where) {
    case REPORT_PLACE_ITERATOR: return bytes.adapter;
    case REPORT_PLACE_CALL_SITE: return bytes.call_site;
    case REPORT_PLACE_TASK: return bytes.task;
    default: return bytes.adapter + bytes.call_site + bytes.task;
    }
}

bool report_answer_sizes(const struct report_result *result, enum report_place place, enum report_answer_part part,
                         report_answer_size *size, struct report_answer_sizes *sizes)
{
    *sizes = (struct report_answer_sizes){.least = INFINITY, .most = -INFINITY};
    for (size_t i = 0; i < result->strategy_count; i++) {
        double bytes = report_answer_has(result, i, place, part) ? size(result, i) : NAN;
        if (bytes < sizes->least) {
            sizes->least = bytes;
            sizes->least_row = i;
        }
        if (bytes > sizes->most) {
            sizes->most = bytes;
            sizes->most_row = i;
        }
    }
    return sizes->least <= sizes->most;
}
