/* SPDX-License-Identifier: MIT */
/* Owns the pairing of the arrays, and the sentence. */
#include "report/analysis/boxed_array.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char workload_name[] = "frame/1016";
/* A copy of the array is at least this share of its making. */
static const double least_copy = 0.02;

bool report_strategy_is_boxed_array(const struct report_strategy *strategy)
{
    return strncmp(strategy->name, "peer:temporary/", strlen("peer:temporary/")) == 0;
}

/* The instructions of an array as an argument, and of the same array in its place; false unless both were counted. */
static bool read_pair(const struct report_result *result, size_t strategy, double *argument, double *in_place)
{
    size_t workload = report_result_workload(result, workload_name);
    char name[128];

    if (workload == REPORT_NOT_FOUND || !report_strategy_is_boxed_array(&result->strategies[strategy]))
        return false;
    snprintf(name, sizeof name, "%s_in_place", result->strategies[strategy].name);
    size_t other = report_result_strategy(result, name);
    if (other == REPORT_NOT_FOUND)
        return false;
    *argument = report_result_median(result, strategy, workload, REPORT_METRIC_INSTRUCTIONS);
    *in_place = report_result_median(result, other, workload, REPORT_METRIC_INSTRUCTIONS);
    return !isnan(*argument) && !isnan(*in_place);
}

/* Adds the arrays that are copied, or those that are not, behind `before`; returns whether there was one. */
static bool say_arrays(const struct report_result *result, bool is_copied, const char *before, struct report_text *text)
{
    const char *separator = before;
    double argument, in_place;

    for (size_t i = 0; i < result->strategy_count; i++) {
        if (!read_pair(result, i, &argument, &in_place) || (argument > in_place * (1 + least_copy)) != is_copied)
            continue;
        report_text_format(text, "%s%s (%s against %s)", separator, result->strategies[i].name + strlen("peer:temporary/"),
                           report_number_count(argument).text, report_number_count(in_place).text);
        separator = ", ";
    }
    return separator != before;
}

void report_boxed_array_say(const struct report_result *result, struct report_text *text)
{
    bool is_copied = say_arrays(result, true, "An array that is the argument of Box::new, or of std::make_unique, is made on the "
                                "stack and copied, in instructions against making it in its box: ", text);

    if (is_copied)
        report_text_add(text, ".");
    if (say_arrays(result, false, is_copied ? " Made in the box: " : "An array that is the argument of Box::new, or of "
                   "std::make_unique, is made in the box: ", text))
        report_text_add(text, ".");
}
