/* SPDX-License-Identifier: MIT */
/* Finds runs that are given twice, and reads the headline comparisons of a run. run_pairs.c has pairs of rows, and claims. */
#include "report/analysis/runs.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/place.h"
#include "report/analysis/ranking.h"

static bool is_same_number(double a, double b) { return a == b || (isnan(a) && isnan(b)); }
static bool is_same_text(const char *a, const char *b) { return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0; }

static size_t value_count(const struct report_result *result)
{
    size_t count = 0;

    for (size_t i = 0; i < result->series_count; i++)
        count += result->series[i].count;
    return count;
}

/* Rows that were renamed make another file. */
static bool have_same_names(const struct report_result *a, const struct report_result *b)
{
    if (a->strategy_count != b->strategy_count || a->workload_count != b->workload_count)
        return false;
    for (size_t i = 0; i < a->strategy_count; i++)
        if (strcmp(a->strategies[i].name, b->strategies[i].name) != 0)
            return false;
    for (size_t i = 0; i < a->workload_count; i++)
        if (strcmp(a->workloads[i].name, b->workloads[i].name) != 0)
            return false;
    return true;
}

/* Values ascend. */
static bool has_values(const struct report_series *more, const struct report_series *less)
{
    size_t found = 0;

    for (size_t i = 0; more != NULL && i < more->count && found < less->count; i++)
        found += more->values[i] == less->values[found];
    return found == less->count;
}

/* A run that ended says when; an interrupted one when it began. */
static bool have_same_date(const struct report_result *more, const struct report_result *less)
{
    return (less->is_interrupted && less->series_count > 0) ||
           (less->created[0] != '\0' && strcmp(more->created, less->created) == 0);
}

bool report_runs_holds(const struct report_result *more, const struct report_result *less)
{
    if (strcmp(more->path, less->path) == 0)
        return true;
    if (!have_same_date(more, less) || !have_same_names(more, less) || !is_same_number(more->plan.seed, less->plan.seed) ||
        !is_same_text(more->environment.commit, less->environment.commit))
        return false;
    for (size_t i = 0; i < less->series_count; i++) {
        const struct report_series *series = &less->series[i];
        if (!has_values(report_result_series(more, series->strategy, series->workload, series->metric), series))
            return false;
    }
    return true;
}

size_t report_runs_shown(const struct report_result *const *results, size_t count, size_t index)
{
    size_t shown = index;

    for (size_t i = 0; i < count; i++) {
        size_t own = value_count(results[i]), most = value_count(results[shown]);
        if (report_runs_holds(results[i], results[index]) && (own > most || (own == most && i < shown)))
            shown = i;
    }
    return shown;
}

size_t report_runs_common_rows(const struct report_result *const *results, size_t count)
{
    size_t common = 0;

    for (size_t i = 0; i < results[0]->strategy_count; i++) {
        size_t having = 1;
        while (having < count && report_result_strategy(results[having], results[0]->strategies[i].name) != REPORT_NOT_FOUND)
            having++;
        common += having == count;
    }
    return common;
}

static const struct topic {
    const char *workload, *metric, *reads;
} topics[] = {
    {"ready", REPORT_METRIC_TIME, "time per item on ready"},
    {"pending/8", REPORT_METRIC_TIME, "time per item on pending/8"},
    {"suspend_depth/4", REPORT_METRIC_TIME, "time per item on suspend_depth/4"},
    {"tasks/10000", REPORT_METRIC_TASK_BYTES, "bytes of a waiting task"},
};
enum { TOPIC_COUNT = sizeof topics / sizeof topics[0] };

/* Per topic a line for each place but the unknown one, then the stackful rows against the stackless ones. */
enum { LINES = REPORT_PLACE_COUNT };

bool report_runs_line(size_t index, struct report_run_line *line)
{
    size_t of_topic = index % LINES;

    if (index >= (size_t)TOPIC_COUNT * LINES)
        return false;
    line->topic = topics[index / LINES].workload;
    line->reads = topics[index / LINES].reads;
    if (of_topic + 1 < LINES)
        snprintf(line->words, sizeof line->words, "best %s%s, against box",
                 report_place_order[of_topic] == REPORT_PLACE_HEAP ? "other " : "",
                 report_place_where(report_place_order[of_topic]));
    else
        snprintf(line->words, sizeof line->words, "best stackful row, against the best state machine");
    return true;
}

/* A group of rows: those whose frames are in the place, or else those that pass the test. `but` is left out. */
struct group {
    enum report_place place;
    report_strategy_test *belongs;
    const char *but;
};

static bool is_in(const struct group *group, const struct report_strategy *strategy)
{
    if (!report_strategy_keeps_trait(strategy) || (group->but != NULL && strcmp(strategy->name, group->but) == 0))
        return false;
    return group->belongs != NULL ? group->belongs(strategy) : strategy->lives.where == group->place;
}

/* The least median of the group's rows, or NULL. */
static const struct report_series *best_of(const struct report_result *result, const struct group *group,
                                           const struct topic *topic)
{
    const struct report_series *best = NULL;
    size_t workload = report_result_workload(result, topic->workload);

    for (size_t i = 0; i < result->strategy_count && workload != REPORT_NOT_FOUND; i++) {
        const struct report_series *series = report_result_series(result, i, workload, topic->metric);
        if (series != NULL && is_in(group, &result->strategies[i]) && (best == NULL || series->median < best->median))
            best = series;
    }
    return best;
}

static const struct report_series *box_of(const struct report_result *result, const struct topic *topic)
{
    size_t box = report_result_strategy(result, "box"), workload = report_result_workload(result, topic->workload);

    if (box == REPORT_NOT_FOUND || workload == REPORT_NOT_FOUND)
        return NULL;
    return report_result_series(result, box, workload, topic->metric);
}

/* Bytes come in pages and have few samples: they differ by more than this share, or not at all. */
static const double coarse_share = 0.03;

static bool is_told_apart(const struct report_series *a, const struct report_series *b, const struct topic *topic)
{
    if (strcmp(topic->metric, REPORT_METRIC_TIME) != 0)
        return fabs(a->median / b->median - 1) > coarse_share;
    return report_series_is_above(a, b) || report_series_is_above(b, a);
}

struct report_run_ratio report_runs_ratio(const struct report_result *result, size_t line)
{
    const struct topic *topic = &topics[line / LINES];
    bool is_of_place = line % LINES + 1 < LINES;
    struct group group = {.belongs = report_strategy_is_stackful, .but = NULL};
    struct group flat = {.belongs = report_strategy_is_stackless, .but = NULL};

    if (is_of_place)
        group = (struct group){.place = report_place_order[line % LINES], .but = "box"};
    const struct report_series *one = best_of(result, &group, topic);
    const struct report_series *other = is_of_place ? box_of(result, topic) : best_of(result, &flat, topic);
    if (one == NULL || other == NULL || !(one->median > 0) || !(other->median > 0))
        return (struct report_run_ratio){.ratio = NAN};
    return (struct report_run_ratio){one->median / other->median, result->strategies[one->strategy].name,
                                     result->strategies[other->strategy].name, is_told_apart(one, other, topic)};
}
