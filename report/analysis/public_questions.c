/* SPDX-License-Identifier: MIT */
/* Owns the questions that were asked in public and that a result can answer, a function each. Only the page shows them. */
#include "report/analysis/sentence.h"
#include <math.h>
#include <string.h>
#include "report/analysis/group.h"

static const struct report_series *time_of(const struct report_result *result, const char *strategy, const char *workload)
{
    return report_result_series(result, report_result_strategy(result, strategy), report_result_workload(result, workload),
                              REPORT_METRIC_TIME);
}

/* "faster than", "slower than" or "not told apart from", by the intervals of two series. */
static const char *comparison(const struct report_series *series, const struct report_series *other)
{
    if (report_series_is_above(series, other))
        return "slower than";
    return report_series_is_above(other, series) ? "faster than" : "not told apart from";
}

static void answer_depth(const struct report_result *result, struct report_text *text)
{
    report_say_crossing(result, "depth", text);
    report_say_crossing(result, "suspend_depth", text);
}

static void answer_waits(const struct report_result *result, struct report_text *text)
{
    report_say_crossing(result, "pending", text);
}

static void answer_caching(const struct report_result *result, struct report_text *text)
{
    const struct report_series *box = time_of(result, "box", "ready");
    const struct report_series *caller = time_of(result, "caller_cached_box", "ready");
    const struct report_series *callee = time_of(result, "callee_cached_box", "ready");

    if (box == NULL || caller == NULL)
        return;
    report_text_format(text, "On ready, a box cached in the caller is %s a fresh one: %s against %s (%s).",
                       comparison(caller, box), report_number_time(caller->median).text, report_number_time(box->median).text,
                       report_number_multiple(caller->median / box->median).text);
    if (callee != NULL)
        report_text_format(text, " Cached in the callee it takes %s (%s).", report_number_time(callee->median).text,
                           report_number_multiple(callee->median / box->median).text);
    report_text_add(text, " This is a warm allocator and one call site: the allocator's best case.");
}

static void answer_allocator_share(const struct report_result *result, struct report_text *text)
{
    size_t box = report_result_strategy(result, "box"), ready = report_result_workload(result, "ready");
    double all = report_result_median(result, box, ready, REPORT_METRIC_INSTRUCTIONS);
    double inside = report_result_median(result, box, ready, REPORT_METRIC_ALLOCATOR_INSTRUCTIONS);

    if (all > 0 && inside >= 0)
        report_text_format(text, "Of box's %s instructions an item on ready, %s (%s) are malloc's and free's; %s are everything "
                           "else.", report_number_count(all).text, report_number_count(inside).text,
                           report_number_percent(inside / all).text, report_number_count(all - inside).text);
}

static void answer_lines(const struct report_result *result, struct report_text *text)
{
    const struct report_series *box = time_of(result, "box", "lines");
    const struct report_series *floor = time_of(result, "static_dispatch", "lines");

    if (box == NULL || floor == NULL)
        return;
    if (report_series_is_above(box, floor))
        report_text_format(text, "On lines, %s of box's %s a line are the strategy's share: static_dispatch takes %s.",
                           report_number_percent((box->median - floor->median) / box->median).text,
                           report_number_time(box->median).text, report_number_time(floor->median).text);
    else
        report_text_format(text, "On lines, %zu samples cannot tell box (%s a line) from static_dispatch (%s): reading and "
                           "waiting outweigh the strategy.", box->count, report_number_time(box->median).text,
                           report_number_time(floor->median).text);
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

/* The strategies that never refuse: those with the least mean, the nearest behind them, and their number. */
struct podium {
    struct report_group first;
    size_t next, count, workload_count;     /* next: REPORT_NOT_FOUND for none */
    double next_mean;
};

static struct podium find_podium(const struct report_result *result, const char *metric, double reach)
{
    struct podium podium = {.next = REPORT_NOT_FOUND, .next_mean = INFINITY};
    double means[REPORT_LONGEST_TABLE];
    size_t workload_count;

    for (size_t i = 0; i < result->strategy_count; i++) {
        means[i] = never_refuses(result, i) ? mean_of_box(result, i, metric, &workload_count) : NAN;
        podium.count += !isnan(means[i]);
        podium.workload_count = isnan(means[i]) ? podium.workload_count : workload_count;
    }
    report_group_least(result, means, reach, &podium.first);
    for (size_t i = 0; i < result->strategy_count; i++)
        if (means[i] > podium.first.most && means[i] < podium.next_mean) {
            podium.next = i;
            podium.next_mean = means[i];
        }
    return podium;
}

static void say_podium(const struct report_result *result, const char *what, const char *metric, double reach,
                       struct report_text *text)
{
    struct podium podium = find_podium(result, metric, reach);

    if (podium.count < 2)
        return;
    report_text_format(text, "%sOf the %zu strategies that run every workload box runs and let several futures of an iterator be "
                       "in flight, ", text->length == 0 ? "" : " ", podium.count);
    report_group_say(result, &podium.first, text);
    report_text_format(text, " %s the least %s: ", podium.first.count > 1 ? "have" : "has", what);
    report_group_say_multiples(&podium.first, text);
    report_text_format(text, " of box, as a geometric mean over %zu workload%s", podium.workload_count,
                       podium.workload_count == 1 ? "" : "s");
    if (podium.next != REPORT_NOT_FOUND)
        report_text_format(text, "; next comes %s with %s", result->strategies[podium.next].name,
                           report_number_multiple(podium.next_mean).text);
    report_text_add(text, ".");
}

/* Names the strategies with the least mean of time, then of bytes per waiting task, among those that never refuse, and the next
 * one. Says nothing when the file has no box or fewer than two such strategies. */
static void answer_standings(const struct report_result *result, struct report_text *text)
{
    static const double same_bytes = 0.03;      /* two measurements of the same memory differ by less */

    say_podium(result, "time", REPORT_METRIC_TIME, result->noise.floor, text);
    say_podium(result, "memory per waiting task", REPORT_METRIC_TASK_BYTES, same_bytes, text);
}

static void answer_when_it_matters(const struct report_result *result, struct report_text *text)
{
    static const double negligible = 0.05;
    const struct report_series *box = time_of(result, "box", "ready"), *floor = time_of(result, "static_dispatch", "ready");

    if (box == NULL || floor == NULL || !report_series_is_above(box, floor))
        return;
    double excess = box->median - floor->median;
    report_text_format(text, "On ready, box costs %s an item more than static dispatch. That is less than %s of the whole from "
                       "items on whose own work takes %s.", report_number_time(excess).text,
                       report_number_percent(negligible).text, report_number_time(excess * (1 - negligible) / negligible).text);
}

static void answer_switch(const struct report_result *result, struct report_text *text)
{
    const struct report_series *ours = time_of(result, "stackful/fcontext", "switch/flat");
    const struct report_series *raw = time_of(result, "peer:raw_fcontext", "switch/flat");
    const struct report_series *stack = time_of(result, "stackful/fcontext", "pending/8");
    struct report_group flat;

    report_group_fastest(result, report_result_workload(result, "pending/8"), report_strategy_is_stackless_dyn, &flat);

    if (ours != NULL && raw != NULL && raw->median > 0)
        report_text_format(text, "Per switch, fcontext through this library takes %s against %s for a raw jump_fcontext (%s).",
                           report_number_time(ours->median).text, report_number_time(raw->median).text,
                           report_number_multiple(ours->median / raw->median).text);
    if (stack == NULL || flat.count == 0 || !(flat.least > 0))
        return;
    report_text_format(text, "%sPer useful item, with a wait every eight, stackful/fcontext takes %s of the fastest stackless "
                       "dyn strateg%s, ", text->length == 0 ? "" : " ", report_number_multiple(stack->median / flat.least).text,
                       flat.count > 1 ? "ies" : "y");
    report_group_say(result, &flat, text);
    report_text_add(text, ".");
}

static void answer_allocator_edge(const struct report_result *result, struct report_text *text)
{
    const struct report_series *below = time_of(result, "box", "frame/1016"), *above = time_of(result, "box", "frame/1040");

    if (below == NULL || above == NULL || !(below->median > 0))
        return;
    report_text_format(text, "A box for a frame of 1040 bytes is %s one for 1016 bytes: %s against %s (%s).",
                       comparison(above, below), report_number_time(above->median).text, report_number_time(below->median).text,
                       report_number_multiple(above->median / below->median).text);
}

static void answer_floor(const struct report_result *result, struct report_text *text)
{
    const struct report_series *call = time_of(result, "peer:virtual_call", "ready"), *box = time_of(result, "box", "ready");
    size_t ready = report_result_workload(result, "ready");
    struct report_group best;

    report_group_fastest(result, ready, report_strategy_is_stackless_dyn, &best);
    if (call == NULL || box == NULL || best.count == 0 || !(call->median > 0))
        return;
    report_text_format(text, "A synchronous virtual call takes %s. The fastest stackless dyn next(), ",
                       report_number_time(call->median).text);
    report_group_say(result, &best, text);
    report_text_format(text, ", takes %s of that, box %s.", report_number_multiple(best.least / call->median).text,
                       report_number_multiple(box->median / call->median).text);
}

const struct report_public_question report_public_questions[] = {
    {"Does caching the box beat the allocator?", "Rust's async fundamentals initiative", answer_caching},
    {"How much of box is the allocator?", "the same discussion", answer_allocator_share},
    {"At which call depth do stackful coroutines win?", "async_simple's quantitative report", answer_depth},
    {"Which answer that never refuses does best over all workloads?", "everybody", answer_standings},
    {"How rare must waiting be for stackful coroutines to win?", "the same report", answer_waits},
    {"How does a stackful switch compare per useful item?", "asio#1408, co2#4", answer_switch},
    {"From which item cost on does boxing stop mattering?", "cql-stress#34, next.js#70084", answer_when_it_matters},
    {"How much of reading real lines is the strategy's?", "cql-stress#34", answer_lines},
    {"Does the size of the frame matter to box?", "the allocator's edges", answer_allocator_edge},
    {"How far is all this from a plain virtual call?", "everybody", answer_floor},
    {NULL, NULL, NULL},
};
