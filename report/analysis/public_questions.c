/* SPDX-License-Identifier: MIT */
/* Owns the questions that were asked in public and that a result can answer, a function each. Only the page shows them. */
#include "report/analysis/sentence.h"
#include <math.h>
#include <string.h>
#include "report/analysis/crossing.h"
#include "report/analysis/group.h"
#include "report/analysis/small_table.h"

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

/* The sentence above a small table, for a question that the table answers. */
static void answer_by(report_small_table_fill *fill, const struct report_result *result, struct report_text *text)
{
    struct report_small_table table = {.title = ""};

    fill(result, &table);
    report_text_add(text, report_text_string(&table.answer));
    report_small_table_fini(&table);
}

static void answer_caching(const struct report_result *result, struct report_text *text)
{
    answer_by(report_cached_boxes_fill, result, text);
}

static void answer_standings(const struct report_result *result, struct report_text *text)
{
    answer_by(report_axes_fill, result, text);
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

/* Where no item with work of its own was measured, the excess of an item without stands in. */
static void answer_when_it_matters(const struct report_result *result, struct report_text *text)
{
    static const double negligible = 0.05;
    const struct report_series *box = time_of(result, "box", "ready"), *floor = time_of(result, "static_dispatch", "ready");

    answer_by(report_work_share_fill, result, text);
    if (text->length > 0 || box == NULL || floor == NULL || !report_series_is_above(box, floor))
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
    {"Which answer that never refuses does best on all axes?", "everybody", answer_standings},
    {"How rare must waiting be for stackful coroutines to win?", "the same report", answer_waits},
    {"How does a stackful switch compare per useful item?", "asio#1408, co2#4", answer_switch},
    {"From which item cost on does boxing stop mattering?", "cql-stress#34, next.js#70084", answer_when_it_matters},
    {"How much of reading real lines is the strategy's?", "cql-stress#34", answer_lines},
    {"Does the size of the frame matter to box?", "the allocator's edges", answer_allocator_edge},
    {"How far is all this from a plain virtual call?", "everybody", answer_floor},
    {NULL, NULL, NULL},
};
