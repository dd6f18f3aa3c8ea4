/* SPDX-License-Identifier: MIT */
/* Owns the list of ranks, their values, and the rule of who leads by each. */
#include "report/analysis/rank.h"
#include <math.h>
#include <string.h>
#include "report/analysis/row_bytes.h"

/* The ranks that are no time of one workload, with their words. A series is of the first of these workloads that has it. */
static const struct { const char *key, *words, *metric; enum report_rank_kind kind; } fixed[] = {
    {"mean", "geometric mean of times", NULL, REPORT_RANK_MEAN},
    {"memory", "bytes of a waiting task", REPORT_METRIC_TASK_BYTES, REPORT_RANK_SERIES},
    {"instructions", "instructions", REPORT_METRIC_INSTRUCTIONS, REPORT_RANK_SERIES},
    {"allocations", "allocations", REPORT_METRIC_ALLOCATIONS, REPORT_RANK_SERIES},
    {"p99", "99th percentile of time", REPORT_METRIC_P99, REPORT_RANK_SERIES},
    {"retained", "bytes that stay", NULL, REPORT_RANK_RETAINED},
    {"code", "bytes of code", NULL, REPORT_RANK_CODE},
};
enum { FIXED = sizeof fixed / sizeof fixed[0] };
static const char *const usual[] = {"pending/8", "ready"};

static size_t workload_with(const struct report_result *result, const char *metric)
{
    if (strcmp(metric, REPORT_METRIC_TASK_BYTES) == 0)
        return report_resident_workload(result);
    for (size_t i = 0; i < 2; i++) {
        size_t workload = report_result_workload(result, usual[i]);
        if (workload != REPORT_NOT_FOUND && report_workload_has(result, workload, metric))
            return workload;
    }
    for (size_t i = 0; i < result->workload_count; i++)
        if (report_workload_has(result, i, metric))
            return i;
    return REPORT_NOT_FOUND;
}

static struct report_rank time_of(const struct report_result *result, size_t workload)
{
    return (struct report_rank){result->workloads[workload].name, REPORT_RANK_SERIES, REPORT_METRIC_TIME, workload};
}

static bool has_numbers(const struct report_result *result, const struct report_rank *rank)
{
    if (rank->kind == REPORT_RANK_MEAN && report_common_workloads(result) < 2)
        return false;
    for (size_t i = 0; i < result->strategy_count; i++)
        if (!report_strategy_is_peer(&result->strategies[i]) && !isnan(report_rank_value(result, rank, i)))
            return true;
    return false;
}

/* The most over the situations is unknown without a burst: then the bytes of the situation that the file has, by its name. */
static bool read_retained_of_a_workload(const struct report_result *result, struct report_rank *rank)
{
    rank->kind = REPORT_RANK_SERIES;
    rank->metric = REPORT_METRIC_RETAINED_BYTES;
    rank->workload = workload_with(result, rank->metric);
    return rank->workload != REPORT_NOT_FOUND && has_numbers(result, rank);
}

static bool read_fixed(const struct report_result *result, size_t at, struct report_rank *rank)
{
    size_t workload = fixed[at].metric == NULL ? REPORT_NOT_FOUND : workload_with(result, fixed[at].metric);

    *rank = (struct report_rank){fixed[at].key, fixed[at].kind, fixed[at].metric, workload};
    if (fixed[at].kind == REPORT_RANK_RETAINED && !has_numbers(result, rank))
        return read_retained_of_a_workload(result, rank);
    return (workload != REPORT_NOT_FOUND || fixed[at].metric == NULL) && has_numbers(result, rank);
}

static bool read_time(const struct report_result *result, size_t workload, struct report_rank *rank)
{
    if (workload == REPORT_NOT_FOUND)
        return false;
    *rank = time_of(result, workload);
    return has_numbers(result, rank);
}

static bool is_usual(const char *name) { return strcmp(name, usual[0]) == 0 || strcmp(name, usual[1]) == 0; }

bool report_rank_read(const struct report_result *result, size_t index, struct report_rank *rank)
{
    for (size_t i = 2; i-- > 0;)
        if (read_time(result, report_result_workload(result, usual[i]), rank) && index-- == 0)
            return true;
    for (size_t i = 0; i < FIXED; i++)
        if (read_fixed(result, i, rank) && index-- == 0)
            return true;
    for (size_t i = 0; i < result->workload_count; i++)
        if (!is_usual(result->workloads[i].name) && read_time(result, i, rank) && index-- == 0)
            return true;
    return false;
}

bool report_rank_find(const struct report_result *result, const char *key, struct report_rank *rank)
{
    for (size_t i = 0; i < FIXED; i++)
        if (strcmp(fixed[i].key, key) == 0)
            return read_fixed(result, i, rank);
    return read_time(result, report_result_workload(result, key), rank);
}

bool report_rank_usual(const struct report_result *result, struct report_rank *rank)
{
    return report_rank_find(result, usual[0], rank) || report_rank_read(result, 0, rank);
}

void report_rank_say(const struct report_result *result, const struct report_rank *rank, struct report_text *text)
{
    const char *words = "time";

    for (size_t i = 0; i < FIXED; i++)
        if (strcmp(fixed[i].key, rank->key) == 0)
            words = fixed[i].words;
    report_text_add(text, words);
    if (rank->workload != REPORT_NOT_FOUND)
        report_text_format(text, " on %s", result->workloads[rank->workload].name);
}

double report_rank_value(const struct report_result *result, const struct report_rank *rank, size_t strategy)
{
    switch (rank->kind) {
    case REPORT_RANK_MEAN: return report_mean_multiple(result, strategy);
    case REPORT_RANK_RETAINED: return report_row_retained(result, strategy);
    case REPORT_RANK_CODE: return result->strategies[strategy].code_bytes;
    default: return report_result_median(result, strategy, rank->workload, rank->metric);
    }
}

static bool is_of(const struct report_rank *rank, const char *metric)
{
    return rank->metric != NULL && strcmp(rank->metric, metric) == 0;
}
static bool is_time(const struct report_rank *rank) { return is_of(rank, REPORT_METRIC_TIME) || is_of(rank, REPORT_METRIC_P99); }
static bool is_of_retained(const struct report_rank *rank)
{
    return rank->kind == REPORT_RANK_RETAINED || is_of(rank, REPORT_METRIC_RETAINED_BYTES);
}
static bool is_of_bytes(const struct report_rank *rank)
{
    return is_of(rank, REPORT_METRIC_TASK_BYTES) || is_of_retained(rank) || rank->kind == REPORT_RANK_CODE;
}

struct report_number report_rank_number(const struct report_rank *rank, double value)
{
    if (is_time(rank))
        return report_number_time(value);
    if (is_of_bytes(rank))
        return report_number_bytes(value);
    return rank->kind == REPORT_RANK_MEAN ? report_number_multiple(value) : report_number_count(value);
}

/* Bytes that two measurements of the same memory may differ by. */
static double noise_of_bytes(const struct report_rank *rank, double value)
{
    if (rank->kind == REPORT_RANK_CODE)
        return 0;
    return fmax(is_of_retained(rank) ? REPORT_SAME_RETAINED_BYTES : REPORT_SAME_TASK_BYTES,
                REPORT_SAME_BYTES_SHARE * value);
}

static bool is_told_apart(const struct report_result *result, const struct report_rank *rank, size_t strategy, size_t least)
{
    double value = report_rank_value(result, rank, strategy), best = report_rank_value(result, rank, least);

    if (is_time(rank))
        return report_series_is_above(report_result_series(result, strategy, rank->workload, rank->metric),
                                      report_result_series(result, least, rank->workload, rank->metric));
    if (is_of_bytes(rank))
        return value > best + noise_of_bytes(rank, best);
    if (rank->kind == REPORT_RANK_MEAN)
        return value > best * (1 + result->noise.usual);    /* without a floor nothing is told apart */
    return value > best;
}

void report_rank_lead(const struct report_result *result, const struct report_rank *rank, const bool *belongs,
                      struct report_group *group)
{
    double values[REPORT_LONGEST_TABLE];
    size_t least = REPORT_NOT_FOUND;

    group->count = 0;
    for (size_t i = 0; i < result->strategy_count; i++) {
        values[i] = belongs[i] ? report_rank_value(result, rank, i) : NAN;
        if (!isnan(values[i]) && (least == REPORT_NOT_FOUND || values[i] < values[least]))
            least = i;
    }
    for (size_t i = 0; i < result->strategy_count; i++)
        if (!isnan(values[i]) && is_told_apart(result, rank, i, least))
            values[i] = NAN;
    if (least != REPORT_NOT_FOUND)
        report_group_least(result, values, NAN, group);
}
