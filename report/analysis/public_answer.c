/* SPDX-License-Identifier: MIT */
/* Owns the sentences that hold two rows, or two groups of rows, against each other. */
#include "report/analysis/public_answer.h"
#include <string.h>
#include "report/analysis/group.h"

const struct report_series *report_time_of(const struct report_result *result, const char *row, const char *workload)
{
    return report_result_series(result, report_result_strategy(result, row), report_result_workload(result, workload),
                                REPORT_METRIC_TIME);
}

const char *report_comparison(const struct report_series *series, const struct report_series *other)
{
    if (report_series_is_above(series, other))
        return "slower than";
    return report_series_is_above(other, series) ? "faster than" : "not told apart from";
}

void report_say_next(struct report_text *text) { report_text_add(text, text->length == 0 ? "" : " "); }

static bool are_enough(const struct report_series *series, const struct report_series *other)
{
    return series != NULL && other != NULL && series->count >= REPORT_FEWEST_SAMPLES && other->count >= REPORT_FEWEST_SAMPLES &&
           other->median > 0;
}

static void say_times(const struct report_series *series, const struct report_series *other, struct report_text *text)
{
    report_text_format(text, ": %s against %s (%s).", report_number_time(series->median).text,
                       report_number_time(other->median).text, report_number_multiple(series->median / other->median).text);
}

bool report_say_rows(const struct report_result *result, const char *workload, const char *row, const char *other,
                     struct report_text *text)
{
    const struct report_series *series = report_time_of(result, row, workload), *its = report_time_of(result, other, workload);

    if (!are_enough(series, its))
        return false;
    report_say_next(text);
    report_text_format(text, "On %s, %s is %s %s", workload, row, report_comparison(series, its), other);
    say_times(series, its, text);
    return true;
}

/* Adds the group without the words that its rows are not told apart. */
static void say_names(const struct report_result *result, const struct report_group *group, struct report_text *text)
{
    report_group_say(result, group, text);
    if (group->count > 1)
        report_text_cut(text, text->length - strlen(" (not told apart)"));
}

/* Adds "on ready, box_slab is faster than box" for two groups, or that the samples do not tell them apart. */
static void say_groups(const struct report_result *result, const struct report_group *group, const struct report_group *other,
                       const char *comparison, struct report_text *text)
{
    bool is_apart = strncmp(comparison, "not", strlen("not")) != 0;
    void (*say)(const struct report_result *, const struct report_group *, struct report_text *) =
        is_apart ? report_group_say : say_names;

    report_text_add(text, is_apart ? "" : "the samples do not tell ");
    say(result, group, text);
    if (is_apart)
        report_text_format(text, " %s %s ", group->count > 1 ? "are" : "is", comparison);
    else
        report_text_add(text, " from ");
    say(result, other, text);
}

bool report_say_kinds(const struct report_result *result, const char *workload, report_strategy_test *belongs,
                      report_strategy_test *other_belongs, struct report_text *text)
{
    size_t index = report_result_workload(result, workload);
    const struct report_series *series = report_fastest(result, index, belongs);
    const struct report_series *other = report_fastest(result, index, other_belongs);
    struct report_group group, its;

    if (!are_enough(series, other))
        return false;
    report_group_fastest(result, index, belongs, &group);
    report_group_fastest(result, index, other_belongs, &its);
    report_say_next(text);
    report_text_format(text, "On %s, ", workload);
    say_groups(result, &group, &its, report_comparison(series, other), text);
    say_times(series, other, text);
    return true;
}
