/* SPDX-License-Identifier: MIT */
/* Owns the rule of who leads, and the words for one leader or several. */
#include "report/analysis/group.h"
#include <math.h>
#include <string.h>

enum { NAMED = 3, LONGEST_NAME = 60 };

/* Inserts the strategy in the order of the values. */
static void insert(struct report_group *group, const double *values, size_t strategy)
{
    size_t at = group->count++;

    for (; at > 0 && values[group->strategies[at - 1]] > values[strategy]; at--)
        group->strategies[at] = group->strategies[at - 1];
    group->strategies[at] = strategy;
    group->least = values[group->strategies[0]];
    group->most = values[group->strategies[group->count - 1]];
}

void report_group_fastest(const struct report_result *result, size_t workload, report_strategy_test *belongs,
                          struct report_group *group)
{
    const struct report_series *least = report_fastest(result, workload, belongs);
    double values[REPORT_LONGEST_TABLE];

    group->count = 0;
    for (size_t i = 0; i < result->strategy_count && least != NULL; i++) {
        const struct report_series *series = report_result_series(result, i, workload, REPORT_METRIC_TIME);
        if (series == NULL || !belongs(&result->strategies[i]) || report_series_is_above(series, least))
            continue;
        values[i] = series->median;
        insert(group, values, i);
    }
}

void report_group_least(const struct report_result *result, const double *values, double reach, struct report_group *group)
{
    double least = INFINITY;

    group->count = 0;
    for (size_t i = 0; i < result->strategy_count; i++)
        least = fmin(least, values[i]);
    for (size_t i = 0; i < result->strategy_count; i++)
        if (!isnan(values[i]) && !(values[i] > least * (1 + reach)))
            insert(group, values, i);
}

/* A sentence of names keeps its length, whatever the file calls its rows. */
static void add_name(const char *name, struct report_text *text)
{
    size_t bytes = report_utf8_fit(name, LONGEST_NAME);

    report_text_format(text, "%.*s%s", (int)bytes, name, name[bytes] == '\0' ? "" : "…");
}

void report_group_say(const struct report_result *result, const struct report_group *group, struct report_text *text)
{
    size_t named = group->count > NAMED + 1 ? NAMED : group->count, others = group->count - named;

    for (size_t i = 0; i < named; i++) {
        report_text_add(text, i == 0 ? "" : i + 1 < group->count ? ", " : " and ");
        add_name(result->strategies[group->strategies[i]].name, text);
    }
    if (others > 0)
        report_text_format(text, " and %zu others", others);
    report_text_add(text, group->count > 1 ? " (not told apart)" : "");
}

void report_group_say_times(const struct report_group *group, double one, struct report_text *text)
{
    struct report_number least = report_number_time(group->least), most = report_number_time(group->most);

    if (strcmp(least.text, most.text) == 0)
        report_text_format(text, "%s (%s)", least.text, report_number_multiple(group->least / one).text);
    else
        report_text_format(text, "%s to %s (%s to %s)", least.text, most.text, report_number_multiple(group->least / one).text,
                           report_number_multiple(group->most / one).text);
}

void report_group_say_multiples(const struct report_group *group, struct report_text *text)
{
    struct report_number least = report_number_multiple(group->least), most = report_number_multiple(group->most);
    bool is_one = strcmp(least.text, most.text) == 0;

    report_text_format(text, "%s%s%s", least.text, is_one ? "" : " to ", is_one ? "" : most.text);
}
