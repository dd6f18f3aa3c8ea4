/* SPDX-License-Identifier: MIT */
/* Owns the rows of a place and their ranges, and the needs that tell a place from the others. short_answer_verdict.c makes the
 * two sentences. */
#include "report/analysis/short_answer.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/need.h"
#include "report/analysis/place.h"
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

/* The heap blocks that an item takes; where they were not counted, the probe's answer stands for them; NAN without either. */
static double blocks_of(const struct report_result *result, size_t strategy)
{
    size_t ready = report_result_workload(result, REPORT_ANSWER_READY);
    const struct report_series *counted = report_result_series(result, strategy, ready, REPORT_METRIC_ALLOCATIONS);
    const char *answer = answer_of(result, strategy, "allocates_per_item");

    if (counted != NULL)
        return counted->median;
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

/* Adds "3.64–4.80 ns" for numbers of one unit, "980 ns–1.20 us" for others; "–" is the word between them. */
static void say_range(struct report_text *text, struct report_number least, const char *word, struct report_number most)
{
    const char *unit = strchr(least.text, ' '), *other = strchr(most.text, ' ');
    bool is_one_unit = unit != NULL && other != NULL && strcmp(unit, other) == 0;

    report_text_format(text, "%.*s%s%s", is_one_unit ? (int)(unit - least.text) : (int)sizeof least.text, least.text, word,
                       most.text);
}

/* One number where both round to it. */
static void say_span(struct report_text *text, struct report_number least, struct report_number most)
{
    if (strcmp(least.text, most.text) == 0)
        report_text_add(text, most.text);
    else
        say_range(text, least, "–", most);
}

void report_answer_say_against(struct report_text *text, double own, double other)
{
    say_range(text, report_number_time(own), " against ", report_number_time(other));
}

void report_answer_say_times(struct report_text *text, double least, double most)
{
    say_span(text, report_number_time(least), report_number_time(most));
}

/* In KiB from 1 KiB on, where tables go on in bytes: few digits. */
static struct report_number short_bytes(double bytes)
{
    struct report_number number = report_number_bytes(bytes);

    if (bytes >= 1024 && bytes < 10240)
        snprintf(number.text, sizeof number.text, "%.1f KiB", bytes / 1024);
    return number;
}

void report_answer_say_bytes(struct report_text *text, double least, double most)
{
    say_span(text, short_bytes(least), short_bytes(most));
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

bool report_answer_sizes(const struct report_result *result, enum report_place place, report_answer_size *size, double *least,
                         double *most)
{
    *least = INFINITY;
    *most = -INFINITY;
    for (size_t i = 0; i < result->strategy_count; i++) {
        if (!report_answer_has(result, i, place, REPORT_ANSWER_ALL))
            continue;
        *least = fmin(*least, size(result, i));
        *most = fmax(*most, size(result, i));
    }
    return *least <= *most;
}

/* The share of the place's rows with that fit to the need; NAN when no row was asked. */
static double fit_share(const struct report_result *result, enum report_place place, size_t need, enum report_fit fit)
{
    size_t asked = 0, fitting = 0;

    for (size_t i = 0; i < result->strategy_count; i++) {
        enum report_fit found = REPORT_FIT_UNKNOWN;
        if (report_answer_has(result, i, place, REPORT_ANSWER_ALL))
            found = report_need_fit(result, i, need, NULL);
        asked += found != REPORT_FIT_UNKNOWN;
        fitting += found == fit;
    }
    return asked == 0 ? NAN : (double)fitting / (double)asked;
}

/* How far the need tells the place from the others: its share over the mean of theirs. Below 0: not worth saying. */
static double distinction(const struct report_result *result, enum report_place place, size_t need, bool fits)
{
    enum report_fit fit = fits ? REPORT_FIT_YES : REPORT_FIT_NO;
    double own = fit_share(result, place, need, fit), others = 0;
    size_t count = 0;

    if (!(fits ? own == 1 : own > 0.5))
        return -1;
    for (size_t i = 0; report_place_order[i] != REPORT_PLACE_UNKNOWN; i++) {
        double share = fit_share(result, report_place_order[i], need, fit);
        if (report_place_order[i] == place || isnan(share))
            continue;
        others += share;
        count++;
    }
    return count == 0 ? 0 : own - others / (double)count;
}

void report_answer_say_needs(struct report_text *text, const struct report_result *result, enum report_place place, bool fits,
                             size_t most)
{
    double worth[REPORT_NEEDS];
    const char *separator = "";

    for (size_t i = 0; i < REPORT_NEEDS; i++)
        worth[i] = i == REPORT_NEED_TRAIT ? -1 : distinction(result, place, i, fits);
    for (; most > 0; most--) {
        size_t best = 0;
        for (size_t i = 1; i < REPORT_NEEDS; i++)
            if (worth[i] > worth[best])
                best = i;
        if (!(worth[best] > 0))
            return;
        report_text_format(text, "%s%s", separator, fits ? report_needs[best].label : report_needs[best].reason);
        separator = ", ";
        worth[best] = -1;
    }
}
