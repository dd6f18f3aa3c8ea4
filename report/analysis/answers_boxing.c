/* SPDX-License-Identifier: MIT */
/* Owns the answers on boxing's share of an item's time. */
#include <math.h>
#include "report/analysis/public_answer.h"
#include "report/analysis/public_questions.h"
#include "report/analysis/work_share.h"

/* False without the cells, or with too few samples of some. */
static bool measure(const struct report_result *result, struct report_work_shares *shares)
{
    return report_work_shares_measure(result, shares) && !report_work_shares_are_few(shares);
}

static const char *name_of(const struct report_result *result, const struct report_work_shares *shares, size_t index)
{
    return result->workloads[shares->workloads[index]].name;
}

/* Adds "work/100 (17 %)". */
static void say_member(const struct report_result *result, const struct report_work_shares *shares, size_t index,
                       struct report_text *text)
{
    report_text_format(text, "%s (%s)", name_of(result, shares, index), report_number_percent(shares->shares[index].value).text);
}

/* Adds the shares on the first and on the last member, and the far end of the last. */
static void say_ends(const struct report_result *result, const struct report_work_shares *shares, struct report_text *text)
{
    const struct report_share *first = &shares->shares[0], *last = &shares->shares[shares->count - 1];

    report_text_format(text, "boxing is %s of an item's time on %s, ", report_number_percent(first->value).text,
                       name_of(result, shares, 0));
    report_text_format(text, "and %s, ", report_number_percent(last->value).text);
    report_text_format(text, "at most %s, on %s.", report_number_percent(last->high).text,
                       name_of(result, shares, shares->count - 1));
}

/* Says between which members the share passes the bound. False when no two members bracket it, which is said, too. */
static bool say_bracket(const struct report_result *result, const struct report_work_shares *shares, double bound,
                        struct report_text *text)
{
    size_t above = report_work_share_above(shares, bound), below = report_work_share_below(shares, bound);
    struct report_number percent = report_number_percent(bound);

    if (above == 0 || below == shares->count) {
        report_text_format(text, "No two workloads here bracket %s: ", percent.text);
        say_ends(result, shares, text);
        return false;
    }
    report_text_format(text, "Boxing is %s of an item's time between ", percent.text);
    say_member(result, shares, above - 1, text);
    report_text_add(text, " and ");
    say_member(result, shares, below, text);
    report_text_add(text, ".");
    return true;
}

void report_answer_tenth(const struct report_result *result, struct report_text *text)
{
    struct report_work_shares shares;

    if (measure(result, &shares))
        say_bracket(result, &shares, 0.10, text);
}

void report_answer_queries(const struct report_result *result, struct report_text *text)
{
    struct report_work_shares shares;

    if (measure(result, &shares) && say_bracket(result, &shares, 0.06, text))
        report_text_add(text, " Where items work more, a larger change has another cause.");
}

/* The differences that the run cannot see: without them, "not told apart" reads as "equal". */
static void say_floor(const struct report_result *result, size_t workload, struct report_text *text)
{
    double floor = report_workload_floor(result, workload);

    if (floor > 0)
        report_text_format(text, " This run tells nothing apart there that differs by less than %s.",
                           report_number_percent(floor).text);
}

void report_answer_unmeasurable(const struct report_result *result, struct report_text *text)
{
    struct report_work_shares shares;

    if (!measure(result, &shares))
        return;
    size_t drowned = report_work_share_drowned(&shares);
    const char *other = result->strategies[shares.other].name;
    if (drowned < shares.count)
        report_text_format(text, "From %s on, the samples do not tell box from %s.", name_of(result, &shares, drowned), other);
    else
        report_text_format(text, "Nowhere here: the samples tell box from %s up to %s.", other,
                           name_of(result, &shares, shares.count - 1));
    say_floor(result, shares.workloads[shares.count - 1], text);
}

void report_answer_gain(const struct report_result *result, struct report_text *text)
{
    struct report_work_shares shares;

    if (!measure(result, &shares))
        return;
    const struct report_share *share = &shares.shares[0];
    if (share->is_told_apart)
        report_text_format(text, "On ready, whose items have no work of their own, boxing is %s of the time against %s: no more "
                           "can be gained.", report_number_percent(share->value).text, result->strategies[shares.other].name);
    else
        report_text_format(text, "Nothing that this run shows: on ready, box and %s are not told apart.",
                           result->strategies[shares.other].name);
}

void report_answer_rewrite(const struct report_result *result, struct report_text *text)
{
    struct report_work_shares shares;

    if (!measure(result, &shares))
        return;
    size_t below = report_work_share_below(&shares, 0.05);
    if (below == shares.count) {
        report_text_add(text, "No workload here shows boxing below 5 %: ");
        say_ends(result, &shares, text);
        return;
    }
    double time = report_result_median(result, shares.other, shares.workloads[below], REPORT_METRIC_TIME);
    report_text_format(text, "By less than 5 %% where an item behind the dyn call works as long as on %s, %s without the box.",
                       name_of(result, &shares, below), report_number_time(time).text);
}

void report_answer_lines(const struct report_result *result, struct report_text *text)
{
    const struct report_series *box = report_time_of(result, "box", "lines");
    const struct report_series *floor = report_time_of(result, "static_dispatch", "lines");

    if (box == NULL || floor == NULL || box->count < REPORT_FEWEST_SAMPLES || floor->count < REPORT_FEWEST_SAMPLES)
        return;
    if (report_series_is_above(box, floor)) {
        report_text_format(text, "On lines, %s of box's %s a line: static_dispatch takes %s.",
                           report_number_percent((box->median - floor->median) / box->median).text,
                           report_number_time(box->median).text, report_number_time(floor->median).text);
        return;
    }
    report_text_format(text, "This run cannot tell: on lines, %zu samples do not tell box (%s a line) from "
                       "static_dispatch (%s).", box->count, report_number_time(box->median).text,
                       report_number_time(floor->median).text);
    say_floor(result, report_result_workload(result, "lines"), text);
}

void report_answer_allocator_share(const struct report_result *result, struct report_text *text)
{
    size_t box = report_result_strategy(result, "box"), ready = report_result_workload(result, "ready");
    double all = report_result_median(result, box, ready, REPORT_METRIC_INSTRUCTIONS);
    double inside = report_result_median(result, box, ready, REPORT_METRIC_ALLOCATOR_INSTRUCTIONS);

    if (all > 0 && inside >= 0)
        report_text_format(text, "Of box's %s instructions an item on ready, %s (%s) are malloc's and free's; %s are everything "
                           "else.", report_number_count(all).text, report_number_count(inside).text,
                           report_number_percent(inside / all).text, report_number_count(all - inside).text);
}
