/* SPDX-License-Identifier: MIT */
/* Owns the comparison of strategies with one another, and finding the Pareto frontier of time and memory. */
#include "report/analysis/ranking.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/columns.h"
#include "report/result/baseline.h"

const struct report_series *report_fastest(const struct report_result *result, size_t workload, report_strategy_test *belongs)
{
    const struct report_series *least = NULL;

    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_series *series = report_result_series(result, i, workload, REPORT_METRIC_TIME);
        if (series == NULL || !belongs(&result->strategies[i]))
            continue;
        if (least == NULL || series->median < least->median)
            least = series;
    }
    return least;
}

bool report_strategy_is_stackless_dyn(const struct report_strategy *strategy)
{
    return report_strategy_is_dyn(strategy) && report_strategy_is_stackless(strategy);
}

bool report_strategy_is_stackful_dyn(const struct report_strategy *strategy)
{
    return report_strategy_is_dyn(strategy) && report_strategy_is_stackful(strategy);
}

/* The fastest strategy of each frame model on one member of a family of workloads. */
struct meeting {
    const struct report_series *stackless, *stackful;
};

/* Walks the family, whose members are in ascending order, to the first where stackful wins, else to the last. Returns the number
 * of members seen that have both models. */
static size_t find_crossing(const struct report_result *result, const char *family, struct meeting *meeting)
{
    size_t members = 0, length = strlen(family);

    for (size_t workload = 0; workload < result->workload_count; workload++) {
        const char *name = result->workloads[workload].name;
        struct meeting here = {report_fastest(result, workload, report_strategy_is_stackless_dyn),
                               report_fastest(result, workload, report_strategy_is_stackful_dyn)};
        if (report_family_length(name) != length || strncmp(name, family, length) != 0)
            continue;
        if (here.stackless == NULL || here.stackful == NULL)
            continue;
        members++;
        *meeting = here;
        if (report_series_is_above(here.stackless, here.stackful))
            break;
    }
    return members;
}

/* The beginning of the sentence about a family. */
static const char *where_of(const char *family)
{
    static const char *const known[][2] = {
        {"depth", "In chains of d adapters that never wait"},
        {"suspend_depth", "In chains of d adapters that wait at the bottom"},
        {"pending", "With a wait before every k-th item"},
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i][0], family) == 0)
            return known[i][1];
    return family;
}

void report_say_crossing(const struct report_result *result, const char *family, struct report_text *text)
{
    struct meeting meeting;
    size_t members = find_crossing(result, family, &meeting);

    if (members == 0)
        return;
    report_text_format(text, "%s%s, ", text->length == 0 ? "" : " ", where_of(family));
    if (!report_series_is_above(meeting.stackless, meeting.stackful))
        report_text_add(text, "nowhere beyond the intervals and the noise floor; at the last, ");
    else if (members == 1)
        report_text_add(text, "already at the first that was measured: at ");
    else
        report_text_add(text, "from this one on: at ");
    report_text_format(text, "%s, %s takes %s against %s of the fastest stackless dyn strategy, %s (%s).",
                       result->workloads[meeting.stackful->workload].name, result->strategies[meeting.stackful->strategy].name,
                       report_number_time(meeting.stackful->median).text, report_number_time(meeting.stackless->median).text,
                       result->strategies[meeting.stackless->strategy].name,
                       report_number_multiple(meeting.stackful->median / meeting.stackless->median).text);
}

static bool is_answered_yes(const struct report_result *result, size_t strategy, const char *question)
{
    for (size_t i = 0; i < result->probe_count; i++) {
        const struct report_probe *probe = &result->probes[i];
        if (probe->strategy == strategy && strcmp(result->questions[probe->question].name, question) == 0)
            return strcmp(probe->answer, "yes") == 0;
    }
    return false;
}

/* True for a dyn strategy that ran every workload that box ran and lets several futures of one iterator be in flight. */
static bool never_refuses(const struct report_result *result, size_t strategy)
{
    size_t box = report_result_strategy(result, "box");

    if (box == REPORT_NOT_FOUND || !report_strategy_is_dyn(&result->strategies[strategy]))
        return false;
    for (size_t i = 0; i < result->workload_count; i++)
        if (report_result_cell(result, box, i)->status == REPORT_CELL_OK &&
            report_result_cell(result, strategy, i)->status != REPORT_CELL_OK)
            return false;
    return is_answered_yes(result, strategy, "several_in_flight");
}

/* The geometric mean of the strategy's multiples of box over every workload on which box has the metric, and how many those are.
 * NAN when the strategy lacks one of them. */
static double mean_of_box(const struct report_result *result, size_t strategy, const char *metric, size_t *workload_count)
{
    size_t box = report_result_strategy(result, "box");
    double sum = 0;

    *workload_count = 0;
    for (size_t i = 0; box != REPORT_NOT_FOUND && i < result->workload_count; i++) {
        double one = report_result_median(result, box, i, metric);
        if (!(one > 0))
            continue;
        sum += log(report_result_median(result, strategy, i, metric) / one);
        ++*workload_count;
    }
    return *workload_count > 0 ? exp(sum / (double)*workload_count) : NAN;
}

/* The two least means, and the number of means. */
struct podium {
    size_t first, second, count, workload_count;
    double least, next;
};

static struct podium find_podium(const struct report_result *result, const char *metric)
{
    struct podium podium = {.least = INFINITY, .next = INFINITY};

    for (size_t i = 0; i < result->strategy_count; i++) {
        size_t workload_count;
        double mean = never_refuses(result, i) ? mean_of_box(result, i, metric, &workload_count) : NAN;
        if (isnan(mean))
            continue;
        podium.count++;
        podium.workload_count = workload_count;
        if (mean < podium.least) {
            podium.next = podium.least, podium.second = podium.first;
            podium.least = mean, podium.first = i;
        } else if (mean < podium.next) {
            podium.next = mean, podium.second = i;
        }
    }
    return podium;
}

static void say_podium(const struct report_result *result, const char *what, const char *metric, struct report_text *text)
{
    struct podium podium = find_podium(result, metric);

    if (podium.count < 2)
        return;
    report_text_format(text, "%sOf the %zu strategies that run every workload box runs and let several futures of an iterator be "
                       "in flight, %s has the least %s: %s of box, as a geometric mean over %zu workload%s; next comes %s with "
                       "%s.", text->length == 0 ? "" : " ", podium.count, result->strategies[podium.first].name, what,
                       report_number_multiple(podium.least).text, podium.workload_count, podium.workload_count == 1 ? "" : "s",
                       result->strategies[podium.second].name, report_number_multiple(podium.next).text);
}

void report_say_standings(const struct report_result *result, struct report_text *text)
{
    say_podium(result, "time", REPORT_METRIC_TIME, text);
    say_podium(result, "memory per waiting task", REPORT_METRIC_TASK_BYTES, text);
}

static size_t time_workload(const struct report_result *result)
{
    size_t pending = report_result_workload(result, "pending/8");

    if (pending != REPORT_NOT_FOUND && report_workload_has(result, pending, REPORT_METRIC_TIME))
        return pending;
    return report_result_workload(result, "ready");
}

/* tasks/10000 where it was measured, else the last workload in the table that has the metric. */
static size_t memory_workload(const struct report_result *result)
{
    size_t found = report_result_workload(result, "tasks/10000");

    if (found != REPORT_NOT_FOUND && report_workload_has(result, found, REPORT_METRIC_TASK_BYTES))
        return found;
    found = REPORT_NOT_FOUND;
    for (size_t i = 0; i < result->workload_count; i++)
        if (report_workload_has(result, i, REPORT_METRIC_TASK_BYTES))
            found = i;
    return found;
}

static int compare_points(const void *left, const void *right)
{
    const struct report_frontier_point *a = left, *b = right;

    if (a->bytes != b->bytes)
        return a->bytes < b->bytes ? -1 : 1;
    return (a->time_ns > b->time_ns) - (a->time_ns < b->time_ns);
}

/* Marks the frontier in points of ascending bytes: each point that is faster than all points of no more bytes. */
static void mark_frontier(const struct report_result *result, struct report_frontier *frontier)
{
    const struct report_frontier_point *fastest = NULL;

    for (size_t i = 0; i < frontier->count; i++) {
        struct report_frontier_point *point = &frontier->points[i];
        if (!report_strategy_keeps_trait(&result->strategies[point->strategy]))
            continue;
        if (fastest != NULL && point->time_ns >= fastest->time_ns)
            continue;
        point->is_on_frontier = true;
        fastest = point;
    }
}

void report_frontier_find(const struct report_result *result, struct report_frontier *frontier)
{
    frontier->count = 0;
    frontier->time_workload = time_workload(result);
    frontier->memory_workload = memory_workload(result);
    for (size_t i = 0; i < result->strategy_count; i++) {
        double bytes = report_result_median(result, i, frontier->memory_workload, REPORT_METRIC_TASK_BYTES);
        double time = report_result_median(result, i, frontier->time_workload, REPORT_METRIC_TIME);
        if (bytes > 0 && time > 0)
            frontier->points[frontier->count++] = (struct report_frontier_point){i, bytes, time, false};
    }
    qsort(frontier->points, frontier->count, sizeof frontier->points[0], compare_points);
    mark_frontier(result, frontier);
}
