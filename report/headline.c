/* SPDX-License-Identifier: MIT */
/* Owns the answer in short: the first thing that a reader of the page reads. */
#include <math.h>
#include <string.h>
#include "report/answers.h"
#include "report/baseline.h"
#include "report/blog_table.h"
#include "report/fastest.h"
#include "report/frontier.h"
#include "report/number.h"

/* ": poll_next, which changes the trait, takes 2.30 ns (0.14x); of those that keep it, inline_slot is fastest: 4.60 ns
 * (0.27x)." */
static void say_fastest(const struct coro_result *result, const struct coro_series *box, struct coro_text *text)
{
    const struct coro_series *best = coro_fastest(result, box->workload, coro_strategy_is_dyn);
    const struct coro_series *keeper = coro_fastest(result, box->workload, coro_strategy_keeps_trait);

    if (best != NULL && best != keeper)
        coro_text_format(text, " %s, which changes the trait, takes %s (%s).", result->strategies[best->strategy].name,
                         coro_number_time(best->median).text, coro_number_multiple(best->median / box->median).text);
    if (keeper != NULL)
        coro_text_format(text, " The fastest under an unchanged trait is %s: %s (%s).",
                         result->strategies[keeper->strategy].name, coro_number_time(keeper->median).text,
                         coro_number_multiple(keeper->median / box->median).text);
}

static void say_baseline_and_fastest(const struct coro_result *result, struct coro_text *text)
{
    size_t ready = coro_result_workload(result, "ready"), others = 0, faster = 0;
    const struct coro_series *box = coro_result_series(result, coro_baseline(result), ready, CORO_METRIC_TIME);

    if (box == NULL || !(box->median > 0))
        return;
    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct coro_series *series = coro_result_series(result, i, ready, CORO_METRIC_TIME);
        if (series == NULL || series == box || !coro_strategy_is_dyn(&result->strategies[i]))
            continue;
        others++;
        faster += coro_series_is_above(box, series);
    }
    coro_text_format(text, "When next() never waits, %s costs %s an item; %zu of the %zu other dyn strategies are faster, "
                     "beyond the intervals and the noise floor.", coro_baseline_name(result),
                     coro_number_time(box->median).text, faster, others);
    say_fastest(result, box, text);
}

static void say_when_waiting(const struct coro_result *result, struct coro_text *text)
{
    size_t pending = coro_result_workload(result, "pending/1");
    const struct coro_series *box = coro_result_series(result, coro_baseline(result), pending, CORO_METRIC_TIME);

    if (box == NULL || !(box->median > 0))
        return;
    coro_text_format(text, "When it waits for every item, %s costs %s.", coro_baseline_name(result),
                     coro_number_time(box->median).text);
    say_fastest(result, box, text);
}

static void say_frontier(const struct coro_result *result, struct coro_text *text)
{
    struct coro_frontier frontier;
    const char *separator = "";

    coro_frontier_find(result, &frontier);
    if (frontier.count == 0)
        return;
    coro_text_format(text, "Counting memory, too (%s against bytes per waiting task), no strategy that places a frame is "
                     "better in both than: ", result->workloads[frontier.time_workload].name);
    for (size_t i = 0; i < frontier.count; i++) {
        if (!frontier.points[i].is_on_frontier)
            continue;
        coro_text_format(text, "%s%s (%s, %s)", separator, result->strategies[frontier.points[i].strategy].name,
                         coro_number_time(frontier.points[i].time_ns).text,
                         coro_number_bytes(frontier.points[i].bytes).text);
        separator = ", ";
    }
    coro_text_add(text, ".");
}

static void say_verdicts(const struct coro_result *result, struct coro_text *text)
{
    size_t proved = coro_blog_count(result, CORO_PROVED), refuted = coro_blog_count(result, CORO_REFUTED);
    size_t unreachable = coro_blog_count(result, CORO_OUT_OF_REACH), untested = coro_blog_count(result, CORO_NOT_TESTED);
    size_t all = proved + refuted + unreachable + untested;

    if (all == 0)
        return;
    coro_text_format(text, "Of the %zu downsides in the blog's table, running code proved %zu", all, proved);
    if (refuted > 0)
        coro_text_format(text, " and refuted %zu", refuted);
    if (unreachable > 0)
        coro_text_format(text, "; %zu %s out of reach of a program like this", unreachable, unreachable == 1 ? "is" : "are");
    if (untested > 0)
        coro_text_format(text, "; %zu %s not tested yet", untested, untested == 1 ? "is" : "are");
    coro_text_add(text, ".");
}

static void say_mean(const struct coro_result *result, struct coro_text *text)
{
    size_t best = CORO_NOT_FOUND, common = coro_common_workloads(result);

    for (size_t i = 0; i < result->strategy_count; i++) {
        double mean = coro_mean_multiple(result, i);
        if (!coro_strategy_keeps_trait(&result->strategies[i]) || isnan(mean))
            continue;
        if (best == CORO_NOT_FOUND || mean < coro_mean_multiple(result, best))
            best = i;
    }
    if (best == CORO_NOT_FOUND || common < 2)
        return;
    coro_text_format(text, "Over the %zu workloads that every strategy ran, %s has the smallest geometric mean under an "
                           "unchanged "
                     "trait: %s of %s.",
                     common, result->strategies[best].name,
                     coro_number_multiple(coro_mean_multiple(result, best)).text, coro_baseline_name(result));
}

bool coro_headline(const struct coro_result *result, size_t index, struct coro_text *text)
{
    static void (*const sentences[])(const struct coro_result *, struct coro_text *) = {
        say_baseline_and_fastest, say_when_waiting, say_mean, say_frontier, say_verdicts,
    };

    if (index >= sizeof sentences / sizeof sentences[0])
        return false;
    sentences[index](result, text);
    return true;
}
