/* SPDX-License-Identifier: MIT */
/* Computes the short answer, which opens the HTML page. */
#include <math.h>
#include <string.h>
#include "report/analysis/sentence.h"
#include "report/result/result.h"
#include "report/analysis/blog_table.h"
#include "report/analysis/group.h"
#include "report/analysis/small_table.h"

/* Adds " poll_next, which changes the trait, takes 2.30 ns (0.14x). The fastest under an unchanged trait is inline_slot: 4.60 ns
 * (0.27x)." Rows that are not told apart from the fastest are named with it. */
static void say_fastest(const struct report_result *result, const struct report_series *box, struct report_text *text)
{
    const struct report_series *best = report_fastest(result, box->workload, report_strategy_is_dyn);
    struct report_group keepers;

    report_group_fastest(result, box->workload, report_strategy_keeps_trait, &keepers);
    if (best != NULL && !report_strategy_keeps_trait(&result->strategies[best->strategy]))
        report_text_format(text, " %s, which changes the trait, takes %s (%s).", result->strategies[best->strategy].name,
                           report_number_time(best->median).text, report_number_multiple(best->median / box->median).text);
    if (keepers.count == 0)
        return;
    report_text_format(text, " The fastest under an unchanged trait %s ", keepers.count > 1 ? "are" : "is");
    report_group_say(result, &keepers, text);
    report_text_add(text, ": ");
    report_group_say_times(&keepers, box->median, text);
    report_text_add(text, ".");
}

static void say_faster(const struct report_series *box, size_t faster, size_t others, struct report_text *text)
{
    if (others == 0)
        report_text_add(text, ".");
    else if (box->count < REPORT_FEWEST_SAMPLES)
        report_text_format(text, "; its %zu samples are too few to tell others from it.", box->count);
    else if (others == 1)
        report_text_format(text, "; the one other dyn strategy is %sfaster, beyond the intervals and the noise floor.",
                           faster == 1 ? "" : "not ");
    else
        report_text_format(text, "; %zu of the %zu other dyn strategies %s faster, beyond the intervals and the noise floor.",
                           faster, others, faster == 1 ? "is" : "are");
}

static void say_baseline_and_fastest(const struct report_result *result, struct report_text *text)
{
    size_t ready = report_result_workload(result, "ready"), others = 0, faster = 0;
    const struct report_series *box = report_result_series(result, report_baseline(result), ready, REPORT_METRIC_TIME);

    if (box == NULL || !(box->median > 0))
        return;
    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_series *series = report_result_series(result, i, ready, REPORT_METRIC_TIME);
        if (series == NULL || series == box || !report_strategy_is_dyn(&result->strategies[i]))
            continue;
        others++;
        faster += report_series_is_above(box, series);
    }
    report_text_format(text, "When next() never waits, %s costs %s an item", report_baseline_name(result),
                       report_number_time(box->median).text);
    say_faster(box, faster, others, text);
    say_fastest(result, box, text);
}

static void say_when_waiting(const struct report_result *result, struct report_text *text)
{
    size_t pending = report_result_workload(result, "pending/1");
    const struct report_series *box = report_result_series(result, report_baseline(result), pending, REPORT_METRIC_TIME);

    if (box == NULL || !(box->median > 0))
        return;
    report_text_format(text, "When it waits for every item, %s costs %s.", report_baseline_name(result),
                       report_number_time(box->median).text);
    say_fastest(result, box, text);
}

/* Adds the strategies that lie off the frontier by less than the noise. */
static void say_near(const struct report_result *result, const struct report_frontier *frontier, struct report_text *text)
{
    const char *separator = "; not told apart from one of these: ";

    for (size_t i = 0; i < frontier->count; i++) {
        if (!frontier->points[i].is_near_frontier)
            continue;
        report_text_format(text, "%s%s", separator, result->strategies[frontier->points[i].strategy].name);
        separator = ", ";
    }
}

static void say_frontier(const struct report_result *result, struct report_text *text)
{
    struct report_frontier frontier;
    const char *separator = "";

    report_frontier_find(result, &frontier);
    if (frontier.count == 0)
        return;
    report_text_format(text, "Counting memory, too (%s against bytes per waiting task), no strategy that places a frame is "
                       "better in both than: ", result->workloads[frontier.time_workload].name);
    for (size_t i = 0; i < frontier.count; i++) {
        if (!frontier.points[i].is_on_frontier)
            continue;
        report_text_format(text, "%s%s (%s, %s)", separator, result->strategies[frontier.points[i].strategy].name,
                           report_number_time(frontier.points[i].time_ns).text,
                           report_number_bytes(frontier.points[i].bytes).text);
        separator = ", ";
    }
    say_near(result, &frontier, text);
    report_text_add(text, ".");
}

/* Adds " box, “requires allocation”: on one thread, refuted; by two threads, proved: why". The evidence takes the place of a
 * refutation's reason that the file does not give. */
static void say_claim(const struct report_result *result, const struct report_claim *claim, struct report_text *text)
{
    const char *reason = report_claim_reason(claim), *separator = ": ";

    report_text_format(text, " %s, “%s”", result->strategies[claim->strategy].name, claim->quote);
    for (size_t i = 0; i < claim->half_count && claim->halves[i].under[0] != '\0'; i++, separator = "; ") {
        report_text_add(text, separator);
        report_claim_say_outcome(claim, i, text);
    }
    if (reason[0] == '\0' && claim->verdict == REPORT_REFUTED)
        reason = claim->halves[0].evidence;
    report_text_format(text, "%s%s.", reason[0] == '\0' ? "" : ": ", reason);
}

/* Adds the opening and the table's claims of that verdict. A verdict against the posts never stands without its reason. */
static void say_each(const struct report_result *result, enum report_verdict verdict, const char *opening,
                     struct report_text *text)
{
    for (size_t i = 0; i < result->claim_count; i++) {
        const struct report_claim *claim = &result->claims[i];
        if (claim->verdict != verdict || claim->is_by_construction || !claim->is_of_table)
            continue;
        report_text_add(text, opening);
        opening = "";
        say_claim(result, claim, text);
    }
}

static void say_refuted(const struct report_result *result, struct report_text *text)
{
    say_each(result, REPORT_REFUTED, "Refuted:", text);
}

static void say_depends(const struct report_result *result, struct report_text *text)
{
    say_each(result, REPORT_DEPENDS, "Depends:", text);
}

/* True when rows are held against one another on all axes: that sentence judges their mean time better, round by round. */
static bool has_axes(const struct report_result *result)
{
    struct report_small_table table = {.title = ""};

    report_axes_fill(result, &table);
    bool has_rows = table.row_count > 0;
    report_small_table_fini(&table);
    return has_rows;
}

static void say_mean(const struct report_result *result, struct report_text *text)
{
    double means[REPORT_LONGEST_TABLE];
    size_t common = report_common_workloads(result);
    struct report_group group;

    for (size_t i = 0; i < result->strategy_count; i++)
        means[i] = report_strategy_keeps_trait(&result->strategies[i]) ? report_mean_multiple(result, i) : NAN;
    report_group_least(result, means, result->noise.usual, &group);
    if (group.count == 0 || common < 2 || has_axes(result))
        return;
    report_text_format(text, "Over the %zu workloads that every strategy ran, ", common);
    report_group_say(result, &group, text);
    report_text_format(text, " %s the smallest geometric mean under an unchanged trait: ", group.count > 1 ? "have" : "has");
    report_group_say_multiples(&group, text);
    report_text_format(text, " of %s.", report_baseline_name(result));
}

static void say_axes(const struct report_result *result, struct report_text *text)
{
    struct report_small_table table = {.title = ""};

    report_axes_fill(result, &table);
    report_text_add(text, report_text_string(&table.answer));
    report_small_table_fini(&table);
}

report_sentence *const report_headline[] = {
    say_baseline_and_fastest, say_when_waiting, say_mean, say_frontier, say_axes, report_table_say_verdicts, say_refuted,
    say_depends, NULL,
};
