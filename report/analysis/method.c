/* SPDX-License-Identifier: MIT */
#include "report/analysis/method.h"
#include <math.h>
#include "report/analysis/drift.h"
#include "report/analysis/run_description.h"
#include "report/text/number.h"

static void say_order(const struct report_result *result, struct report_text *text)
{
    if (isfinite(result->plan.seed))
        report_text_format(text, "The order of the cells was shuffled anew in every round from the seed %s; the file records the "
                               "order in which each sample was taken.", report_number_exact(result->plan.seed).text);
}

static void say_harness(const struct report_result *result, struct report_text *text)
{
    double share = result->harness_seconds / result->wall_seconds;

    if (result->harness_seconds >= 0 && result->wall_seconds > 0)
        report_text_format(text, "Of %s, the harness itself took %s (%s): what was spent outside the programs that measure.",
                         report_number_time(result->wall_seconds * 1e9).text, report_number_time(result->harness_seconds * 1e9).text,
                         report_number_percent(share).text);
}

static void say_screening(const struct report_result *result, struct report_text *text)
{
    if (report_run_is_screening(result))
        report_text_add(text, "This run screens: small differences in it are candidates to measure again, not verdicts.");
}

static void say_experiment(const struct report_result *result, struct report_text *text)
{
    report_experiment_say(&result->experiment, text);
}

bool report_method_paragraph(const struct report_result *result, size_t index, struct report_text *text)
{
    static void (*const paragraphs[])(const struct report_result *, struct report_text *) = {
        say_order, say_harness, say_experiment, say_screening, report_noise_say, report_drift_say,
    };

    if (index >= sizeof paragraphs / sizeof paragraphs[0])
        return false;
    paragraphs[index](result, text);
    return true;
}
