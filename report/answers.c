/* SPDX-License-Identifier: MIT */
/* Owns the questions that people have asked in public and this file can answer, a function each. */
#include "report/answers.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/baseline.h"
#include "report/fastest.h"
#include "report/number.h"
#include "report/standing.h"

static const struct coro_series *time_of(const struct coro_result *result, const char *strategy, const char *workload)
{
    return coro_result_series(result, coro_result_strategy(result, strategy), coro_result_workload(result, workload),
                              CORO_METRIC_TIME);
}

/* "faster than", "slower than" or "not told apart from": what the intervals of two series allow to say. */
static const char *comparison(const struct coro_series *series, const struct coro_series *other)
{
    if (coro_series_is_above(series, other))
        return "slower than";
    return coro_series_is_above(other, series) ? "faster than" : "not told apart from";
}

static void answer_depth(const struct coro_result *result, struct coro_text *text)
{
    coro_say_crossing(result, "depth", text);
    coro_say_crossing(result, "suspend_depth", text);
}

static void answer_waits(const struct coro_result *result, struct coro_text *text)
{
    coro_say_crossing(result, "pending", text);
}

static void answer_caching(const struct coro_result *result, struct coro_text *text)
{
    const struct coro_series *box = time_of(result, "box", "ready");
    const struct coro_series *caller = time_of(result, "caller_cached_box", "ready");
    const struct coro_series *callee = time_of(result, "callee_cached_box", "ready");

    if (box == NULL || caller == NULL)
        return;
    coro_text_format(text, "On ready, a box cached in the caller is %s a fresh one: %s against %s (%s).",
                     comparison(caller, box), coro_number_time(caller->median).text, coro_number_time(box->median).text,
                     coro_number_multiple(caller->median / box->median).text);
    if (callee != NULL)
        coro_text_format(text, " Cached in the callee it takes %s (%s).", coro_number_time(callee->median).text,
                         coro_number_multiple(callee->median / box->median).text);
    coro_text_add(text, " This is a warm allocator and one call site: the allocator's best case.");
}

static void answer_allocator_share(const struct coro_result *result, struct coro_text *text)
{
    size_t box = coro_result_strategy(result, "box"), ready = coro_result_workload(result, "ready");
    double all = coro_result_median(result, box, ready, CORO_METRIC_INSTRUCTIONS);
    double inside = coro_result_median(result, box, ready, CORO_METRIC_ALLOCATOR_INSTRUCTIONS);

    if (all > 0 && inside >= 0)
        coro_text_format(text, "Of box's %s instructions an item on ready, %s (%s) are malloc's and free's; %s are "
                               "everything "
                         "else.", coro_number_count(all).text, coro_number_count(inside).text,
                         coro_number_percent(inside / all).text, coro_number_count(all - inside).text);
}

static void answer_lines(const struct coro_result *result, struct coro_text *text)
{
    const struct coro_series *box = time_of(result, "box", "lines");
    const struct coro_series *floor = time_of(result, "static_dispatch", "lines");

    if (box == NULL || floor == NULL)
        return;
    if (coro_series_is_above(box, floor))
        coro_text_format(text, "On lines, %s of box's %s a line are the strategy's share: static_dispatch takes %s.",
                         coro_number_percent((box->median - floor->median) / box->median).text,
                         coro_number_time(box->median).text, coro_number_time(floor->median).text);
    else
        coro_text_format(text, "On lines, %zu samples cannot tell box (%s a line) from static_dispatch (%s): reading and "
                               "waiting "
                         "outweigh the strategy.", box->count, coro_number_time(box->median).text,
                         coro_number_time(floor->median).text);
}

static void answer_when_it_matters(const struct coro_result *result, struct coro_text *text)
{
    static const double negligible = 0.05;
    const struct coro_series *box = time_of(result, "box", "ready"), *floor = time_of(result, "static_dispatch", "ready");

    if (box == NULL || floor == NULL || !coro_series_is_above(box, floor))
        return;
    double excess = box->median - floor->median;
    coro_text_format(text, "On ready, box costs %s an item more than static dispatch. That is less than %s of the whole from "
                     "items on whose own work takes %s.", coro_number_time(excess).text,
                     coro_number_percent(negligible).text, coro_number_time(excess * (1 - negligible) / negligible).text);
}

static void answer_switch(const struct coro_result *result, struct coro_text *text)
{
    const struct coro_series *ours = time_of(result, "stackful/fcontext", "switch/flat");
    const struct coro_series *raw = time_of(result, "peer:raw_fcontext", "switch/flat");
    const struct coro_series *stack = time_of(result, "stackful/fcontext", "pending/8");
    const struct coro_series *flat = coro_fastest(result, coro_result_workload(result, "pending/8"),
                                                  coro_strategy_is_stackless_dyn);

    if (ours != NULL && raw != NULL && raw->median > 0)
        coro_text_format(text, "Per switch, fcontext through this library takes %s against %s for a raw jump_fcontext (%s).",
                         coro_number_time(ours->median).text, coro_number_time(raw->median).text,
                         coro_number_multiple(ours->median / raw->median).text);
    if (stack != NULL && flat != NULL && flat->median > 0)
        coro_text_format(text, "%sPer useful item, with a wait every eight, stackful/fcontext takes %s of the fastest "
                               "stackless dyn "
                         "strategy, %s.", text->length == 0 ? "" : " ",
                         coro_number_multiple(stack->median / flat->median).text,
                         result->strategies[flat->strategy].name);
}

static void answer_allocator_edge(const struct coro_result *result, struct coro_text *text)
{
    const struct coro_series *below = time_of(result, "box", "frame/1016"), *above = time_of(result, "box", "frame/1040");

    if (below == NULL || above == NULL || !(below->median > 0))
        return;
    coro_text_format(text, "A box for a frame of 1040 bytes is %s one for 1016 bytes: %s against %s (%s).",
                     comparison(above, below), coro_number_time(above->median).text,
                     coro_number_time(below->median).text, coro_number_multiple(above->median / below->median).text);
}

static void answer_floor(const struct coro_result *result, struct coro_text *text)
{
    const struct coro_series *call = time_of(result, "peer:virtual_call", "ready"), *box = time_of(result, "box", "ready");
    const struct coro_series *best = coro_fastest(result, coro_result_workload(result, "ready"), coro_strategy_is_stackless_dyn);

    if (call == NULL || box == NULL || best == NULL || !(call->median > 0))
        return;
    coro_text_format(text, "A synchronous virtual call takes %s. The fastest stackless dyn next(), %s, takes %s of that, "
                           "box %s.",
                     coro_number_time(call->median).text, result->strategies[best->strategy].name,
                     coro_number_multiple(best->median / call->median).text,
                     coro_number_multiple(box->median / call->median).text);
}

static const struct question {
    const char *asked, *by;
    void (*answer)(const struct coro_result *, struct coro_text *);
} questions[] = {
    {"Does caching the box beat the allocator?", "Rust's async fundamentals initiative", answer_caching},
    {"How much of box is the allocator?", "the same discussion", answer_allocator_share},
    {"At which call depth do stackful coroutines win?", "async_simple's quantitative report", answer_depth},
    {"Which answer that never refuses does best over all workloads?", "everybody", coro_say_standings},
    {"How rare must waiting be for stackful coroutines to win?", "the same report", answer_waits},
    {"How does a stackful switch compare per useful item?", "asio#1408, co2#4", answer_switch},
    {"From which item cost on does boxing stop mattering?", "cql-stress#34, next.js#70084", answer_when_it_matters},
    {"How much of reading real lines is the strategy's?", "cql-stress#34", answer_lines},
    {"Does the size of the frame matter to box?", "the allocator's edges", answer_allocator_edge},
    {"How far is all this from a plain virtual call?", "everybody", answer_floor},
};

bool coro_answer(const struct coro_result *result, size_t index, const char **question, const char **asked_by,
                 struct coro_text *text)
{
    if (index >= sizeof questions / sizeof questions[0])
        return false;
    *question = questions[index].asked;
    *asked_by = questions[index].by;
    questions[index].answer(result, text);
    return true;
}
