/* SPDX-License-Identifier: MIT */
#include "report/method.h"
#include <math.h>
#include "report/drift.h"
#include "report/environment.h"
#include "report/number.h"

static void say_order(const struct coro_result *result, struct coro_text *text)
{
    if (isfinite(result->plan.seed))
        coro_text_format(text, "The order of the cells was shuffled anew in every round from the seed %s; the file records the "
                               "order in which each sample was taken.", coro_number_exact(result->plan.seed).text);
}

static void say_harness(const struct coro_result *result, struct coro_text *text)
{
    double share = result->harness_seconds / result->wall_seconds;

    if (result->harness_seconds >= 0 && result->wall_seconds > 0)
        coro_text_format(text, "Of %s, the harness itself took %s (%s): what was spent outside the programs that measure.",
                         coro_number_time(result->wall_seconds * 1e9).text, coro_number_time(result->harness_seconds * 1e9).text,
                         coro_number_percent(share).text);
}

static void say_screening(const struct coro_result *result, struct coro_text *text)
{
    if (coro_run_is_screening(result))
        coro_text_add(text, "This run screens: small differences in it are candidates to measure again, not verdicts.");
}

static void say_experiment(const struct coro_result *result, struct coro_text *text)
{
    coro_experiment_say(&result->experiment, text);
}

bool coro_method_paragraph(const struct coro_result *result, size_t index, struct coro_text *text)
{
    static void (*const paragraphs[])(const struct coro_result *, struct coro_text *) = {
        say_order, say_harness, say_experiment, say_screening, coro_noise_say, coro_drift_say,
    };

    if (index >= sizeof paragraphs / sizeof paragraphs[0])
        return false;
    paragraphs[index](result, text);
    return true;
}
