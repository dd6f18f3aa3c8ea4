/* SPDX-License-Identifier: MIT */
/* Owns the table of goals, and reads a goal's value from a result. A bound's source names the measurement that set it. These
 * figures come from a sketch on a machine like the README's, before the rows were written. */
#include "report/analysis/goal.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/ranking.h"
#include "report/analysis/sentence.h"
#include "report/base/memory.h"

/* A goal divides one row's number by another's, subtracts the other's, or takes it alone: multiples, counts, bytes. */
enum relation { QUOTIENT, DIFFERENCE, ALONE };

/* A row of one result: named, or chosen by its time on the workload. */
struct choice {
    const char *name;
    report_strategy_test *belongs;  /* where the name is NULL: the fastest of these */
};

/* True for peers that switch stacks: generators and plain calls do not. */
static bool is_switching_peer(const struct report_strategy *strategy)
{
    return report_strategy_is_peer(strategy) && strcmp(strategy->name, "peer:cpp20_generator") != 0 &&
           strcmp(strategy->name, "peer:indirect_call") != 0 && strcmp(strategy->name, "peer:virtual_call") != 0;
}

/* True for a stackless row with the trait of the stackful rows. */
static bool keeps_next(const struct report_strategy *strategy)
{
    return report_strategy_keeps_trait(strategy) && report_strategy_is_stackless(strategy);
}

static const struct rule {
    const char *words;
    enum relation relation;
    const char *workload, *of_workload;     /* of_workload: NULL for the same */
    const char *metric;                     /* NULL: time */
    struct choice what, of;
    double bound;                           /* 0: none */
    const char *source;
} rules[] = {
    {.words = "switch/flat: native / raw fcontext", .workload = "switch/flat", .what = {.name = "stackful/native"},
     .of = {.name = "peer:raw_fcontext"}, .bound = 0.35,
     .source = "the best inline switch in C took 0.27×, saving three registers and no control words"},
    {.words = "switch/flat: native / fastest peer", .workload = "switch/flat", .what = {.name = "stackful/native"},
     .of = {.belongs = is_switching_peer}, .bound = 1.0,
     .source = "no library that switches stacks is to be faster; generators and plain calls switch none"},
    {.words = "switch/flat: fcontext / raw fcontext", .workload = "switch/flat", .what = {.name = "stackful/fcontext"},
     .of = {.name = "peer:raw_fcontext"}, .bound = 1.1,
     .source = "the same switch: what a coroutine adds to it is to stay within a tenth"},
    {.words = "switch/kept: native / raw fcontext", .workload = "switch/kept", .what = {.name = "stackful/native"},
     .of = {.name = "peer:raw_fcontext"}, .bound = 0.85,
     .source = "the control words, which fcontext keeps as well, took 0.54× of it: 0.27× + 0.54×, and little more"},
    {.words = "switch/depth8: native / raw fcontext", .workload = "switch/depth8", .what = {.name = "stackful/native"},
     .of = {.name = "peer:raw_fcontext"}, .bound = 0.75,
     .source = "41 ns against 68 in a sketch, 0.60×: the calls on the way are the same"},
    {.words = "create: native / raw fcontext", .workload = "create", .what = {.name = "stackful/native"},
     .of = {.name = "peer:raw_fcontext"}, .bound = 1.0,
     .source = "the same cycle on a free list of stacks, with nothing around it"},
    {.words = "depth/4: stackful / stackless", .workload = "depth/4", .what = {.belongs = report_strategy_is_stackful_dyn},
     .of = {.belongs = report_strategy_is_stackless_dyn}, .bound = 0.6, .source = "a sketch measured 0.4×"},
    {.words = "depth/4: the same, async next() kept", .workload = "depth/4", .what = {.belongs = report_strategy_is_stackful_dyn},
     .of = {.belongs = keeps_next}, .source = ""},
    {.words = "split: hot / call", .workload = "split/hot", .of_workload = "split/call", .what = {.name = "stackful_segmented"},
     .of = {.name = "stackful_segmented"}, .bound = 8.0, .source = "7 to 11 ns against 1.55 in a sketch"},
    {.words = "split: hot - call, in instructions", .relation = DIFFERENCE, .workload = "split/hot", .of_workload = "split/call",
     .metric = REPORT_METRIC_INSTRUCTIONS, .what = {.name = "stackful_segmented"}, .of = {.name = "stackful_segmented"},
     .bound = 60, .source = "the same sketch"},
    {.words = "tasks/1000000: guarded stack", .relation = ALONE, .workload = "tasks/1000000", .metric = "frame_bytes",
     .what = {.name = "stackful/native"}, .bound = 4.2 * 1024, .source = "a page, and little more"},
    {.words = "tasks/1000000: its page tables", .relation = ALONE, .workload = "tasks/1000000", .metric = "page_table_bytes",
     .what = {.name = "stackful/native"}, .bound = 210, .source = "200 B: a slot with its guard is 25 pages"},
    {.words = "tasks/1000000: segmented stack", .relation = ALONE, .workload = "tasks/1000000", .metric = "frame_bytes",
     .what = {.name = "stackful_segmented"}, .bound = 1.1 * 1024, .source = "segments begin at 1 KiB"},
    {.words = "tasks/1000000: state machine's frame", .relation = ALONE, .workload = "tasks/1000000", .metric = "frame_bytes",
     .what = {.name = "inline_slot"}, .bound = 64,
     .source = "a state machine of 48 B was measured; this row's callee has its frame in the iterator"},
    {.words = "tasks/1000000: its whole task", .relation = ALONE, .workload = "tasks/1000000", .metric = REPORT_METRIC_TASK_BYTES,
     .what = {.name = "inline_slot"}, .source = ""},
};
enum { RULE_COUNT = sizeof rules / sizeof rules[0] };

/* A row's number in one result; the value is NAN and the row REPORT_NOT_FOUND when it is not there. */
struct found {
    double value;
    size_t row, workload;
};

static struct found find(const struct report_result *result, const struct choice *choice, const char *workload,
                         const char *metric)
{
    struct found found = {NAN, REPORT_NOT_FOUND, report_result_workload(result, workload)};

    if (choice->name != NULL) {
        found.row = report_result_strategy(result, choice->name);
    } else {
        const struct report_series *fastest = report_fastest(result, found.workload, choice->belongs);
        found.row = fastest == NULL ? REPORT_NOT_FOUND : fastest->strategy;
    }
    found.value = report_result_median(result, found.row, found.workload, metric == NULL ? REPORT_METRIC_TIME : metric);
    return found;
}

/* The reason why the cell has no number, when it has been tried; else NULL. */
static const char *reason_of(const struct report_result *result, const struct found *found)
{
    if (found->row == REPORT_NOT_FOUND || found->workload == REPORT_NOT_FOUND || isfinite(found->value))
        return NULL;
    const char *reason = report_result_cell(result, found->row, found->workload)->reason;
    return reason[0] == '\0' ? NULL : reason;
}

/* The value in one result, or NAN; fills in the rows' names of the goal, or the reason. */
static double read_one(const struct report_result *result, const struct rule *rule, struct report_goal *goal)
{
    struct found what = find(result, &rule->what, rule->workload, rule->metric), of = {NAN, REPORT_NOT_FOUND, REPORT_NOT_FOUND};
    double value = what.value;

    if (rule->relation != ALONE) {
        of = find(result, &rule->of, rule->of_workload == NULL ? rule->workload : rule->of_workload, rule->metric);
        value = rule->relation == DIFFERENCE ? what.value - of.value : of.value > 0 ? what.value / of.value : NAN;
    }
    if (isfinite(value)) {
        goal->row = result->strategies[what.row].name;
        goal->other = of.row == REPORT_NOT_FOUND ? NULL : result->strategies[of.row].name;
    } else if (goal->reason == NULL) {
        goal->reason = reason_of(result, &what);
    }
    return value;
}

/* True when the goal is a time and all results together are one quick run. */
static bool is_screened(const struct report_result *const *results, size_t count, const struct rule *rule)
{
    return count == 1 && rule->metric == NULL && report_run_is_screening(results[0]);
}

static enum report_outcome judge(const struct report_goal *goal, bool is_screened)
{
    if (goal->count == 0)
        return REPORT_GOAL_UNMEASURED;
    if (isnan(goal->bound))
        return REPORT_GOAL_UNBOUND;
    if (is_screened)
        return REPORT_GOAL_UNDECIDED;
    return goal->median <= goal->bound ? REPORT_GOAL_REACHED : REPORT_GOAL_MISSED;
}

bool report_goal_read(const struct report_result *const *results, size_t count, size_t index, struct report_goal *goal)
{
    static struct report_number (*const numbers[])(double) = {
        [QUOTIENT] = report_number_multiple, [DIFFERENCE] = report_number_count, [ALONE] = report_number_bytes};

    if (index >= RULE_COUNT)
        return false;
    const struct rule *rule = &rules[index];
    *goal = (struct report_goal){.words = rule->words, .source = rule->source, .number = numbers[rule->relation], .low = NAN,
                                 .median = NAN, .high = NAN, .bound = rule->bound > 0 ? rule->bound : NAN};
    double *values = report_allocate_zeroed(count, sizeof *values);
    for (size_t i = 0; i < count; i++) {
        double value = read_one(results[i], rule, goal);
        if (isfinite(value))
            values[goal->count++] = value;
    }
    if (goal->count > 0) {
        goal->median = report_median_of(values, goal->count);
        goal->low = values[0];
        goal->high = values[goal->count - 1];
    }
    free(values);
    goal->outcome = judge(goal, is_screened(results, count, rule));
    return true;
}

bool report_goals_apply(const struct report_result *const *results, size_t count)
{
    struct report_goal goal;

    for (size_t i = 0; report_goal_read(results, count, i, &goal); i++)
        if (goal.count > 0)
            return true;
    return false;
}

const char *const report_outcome_words[] = {
    [REPORT_GOAL_UNMEASURED] = "not measured", [REPORT_GOAL_UNBOUND] = "no bound", [REPORT_GOAL_MISSED] = "missed",
    [REPORT_GOAL_REACHED] = "reached",           [REPORT_GOAL_UNDECIDED] = "not decided",
};

/* True when all builds name the order that they were linked in, and no two the same. */
static bool are_link_orders(const struct report_result *const *results, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (results[i]->environment.link_order == NULL)
            return false;
        for (size_t j = 0; j < i; j++)
            if (strcmp(results[i]->environment.link_order, results[j]->environment.link_order) == 0)
                return false;
    }
    return true;
}

void report_goals_say_runs(const struct report_result *const *results, size_t count, struct report_text *text)
{
    if (count < 2)
        return;
    report_text_format(text, "Least, median and greatest over %zu runs", count);
    report_text_add(text, are_link_orders(results, count) ? ", each of a build that was linked in another order" : "");
    report_text_add(text, ". Every ratio is of one run; the median is what the bound is held to.");
}
