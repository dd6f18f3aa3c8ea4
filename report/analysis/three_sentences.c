/* SPDX-License-Identifier: MIT */
/* Computes the answer in three sentences: state machines, stacks, memory. */
#include <math.h>
#include "report/analysis/rank.h"
#include "report/analysis/ranking.h"
#include "report/analysis/sentence.h"

static bool is_flat(const struct report_strategy *row)
{
    return report_strategy_keeps_trait(row) && report_strategy_is_stackless(row);
}

static const struct report_series *box_on(const struct report_result *result, size_t workload)
{
    return report_result_series(result, report_baseline(result), workload, REPORT_METRIC_TIME);
}

static bool is_in(const struct report_group *group, size_t strategy)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->strategies[i] == strategy)
            return true;
    return false;
}

/* Adds "; the fastest state machine takes 0.37×: type_slot", where the samples tell it from the baseline. */
static void say_fastest(const struct report_result *result, const struct report_series *box, struct report_text *text)
{
    struct report_group group;

    report_group_fastest(result, box->workload, is_flat, &group);
    if (group.count == 0 || (group.count == 1 && group.strategies[0] == box->strategy))
        return;
    if (box->count < REPORT_FEWEST_SAMPLES) {
        report_text_format(text, "; its %zu %s too few to tell others from it", box->count,
                           box->count == 1 ? "sample is" : "samples are");
        return;
    }
    if (is_in(&group, box->strategy)) {
        report_text_add(text, "; no state machine is shown to be faster");
        return;
    }
    report_text_add(text, group.count > 1 ? "; state machines behind a dyn next() take from "
                                          : "; the fastest state machine takes ");
    report_text_format(text, "%s: ", report_number_multiple(group.least / box->median).text);
    report_group_say(result, &group, text);
}

/* "Where next() never waits, box takes 9.77 ns; the fastest state machine takes 0.37×: type_slot." */
static void say_answer(const struct report_result *result, struct report_text *text)
{
    size_t ready = report_result_workload(result, "ready");
    const struct report_series *box = box_on(result, ready);

    if (box == NULL || !(box->median > 0))
        return;
    report_text_format(text, "Where next() never waits, %s takes %s", report_baseline_name(result),
                       report_number_time(box->median).text);
    say_fastest(result, box, text);
    report_text_add(text, ".");
}

static const char *against(const struct report_series *one, const struct report_series *other)
{
    if (one->count < REPORT_FEWEST_SAMPLES || other->count < REPORT_FEWEST_SAMPLES)
        return "with too few samples to tell it from";
    if (report_series_is_above(one, other))
        return "slower than";
    return report_series_is_above(other, one) ? "faster than" : "not told apart from";
}

/* "The fastest stack takes 0.14×; where every 8th item waits, it takes 5.20 ns, not told apart from the fastest state machine
 * (4.41 ns)." A multiple that the samples do not tell from 1 is behind "~". */
static void say_stack(const struct report_result *result, struct report_text *text)
{
    size_t ready = report_result_workload(result, "ready"), pending = report_result_workload(result, "pending/8");
    const struct report_series *box = box_on(result, ready);
    const struct report_series *waitless = report_fastest(result, ready, report_strategy_is_stackful_dyn);
    const struct report_series *stack = report_fastest(result, pending, report_strategy_is_stackful_dyn);
    const struct report_series *flat = report_fastest(result, pending, is_flat);

    if (stack == NULL || flat == NULL)
        return;
    report_text_add(text, "The fastest stack takes ");
    if (waitless != NULL && box != NULL && box->median > 0)
        report_text_format(text, "%s%s; where every 8th item waits, ",
                           report_series_is_above(box, waitless) || report_series_is_above(waitless, box) ? "" : "~",
                           report_number_multiple(waitless->median / box->median).text);
    report_text_format(text, "%s%s, %s the fastest state machine (%s).", report_number_time(stack->median).text,
                       waitless == NULL ? " where every 8th item waits" : "", against(stack, flat),
                       report_number_time(flat->median).text);
}

static void say_least_memory(const struct report_result *result, const struct report_rank *memory, report_strategy_test *belongs,
                             const char *words, struct report_text *text)
{
    bool is_chosen[REPORT_LONGEST_TABLE];
    struct report_group group;

    for (size_t i = 0; i < result->strategy_count; i++)
        is_chosen[i] = belongs(&result->strategies[i]);
    report_rank_lead(result, memory, is_chosen, &group);
    if (group.count > 0 && (group.count > 1 || group.strategies[0] != report_baseline(result)))
        report_text_format(text, " from %s (%s),", report_number_bytes(group.least).text, words);
}

/* "A waiting task: 231 B (box), from 208 B (state machine), from 1194 B (stack)." */
static void say_memory(const struct report_result *result, struct report_text *text)
{
    size_t baseline = report_baseline(result);
    struct report_rank memory;
    double one;

    if (!report_rank_find(result, "memory", &memory))
        return;
    one = baseline == REPORT_NOT_FOUND ? NAN : report_rank_value(result, &memory, baseline);
    report_text_add(text, "A waiting task:");
    if (!isnan(one))
        report_text_format(text, " %s (%s),", report_number_bytes(one).text, report_baseline_name(result));
    say_least_memory(result, &memory, is_flat, "state machine", text);
    say_least_memory(result, &memory, report_strategy_is_stackful_dyn, "stack", text);
    report_text_cut(text, text->length - 1);
    report_text_add(text, ".");
}

report_sentence *const report_three_sentences[] = {say_answer, say_stack, say_memory, NULL};
