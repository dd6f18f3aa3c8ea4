/* SPDX-License-Identifier: MIT */
/* Owns the goals and reading them. A bound's source says which measurement it was set by: figures of a sketch, on a machine of the
 * kind that the README names, before the rows were written. */
#include "report/analysis/goal.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/ranking.h"
#include "report/base/memory.h"

#define FRAME_BYTES "frame_bytes"

/* One number of one result: a row's median, the row known by its name or chosen by its time on the workload. */
struct quantity {
    const char *row, *workload, *metric;
    bool (*belongs)(const struct report_strategy *);  /* where row is NULL: the fastest of these */
};

enum relation { QUOTIENT, DIFFERENCE, ALONE };

/* Generators and plain calls do no switch: a stack of one's own is what they are beside, not what they do. */
static bool is_switching_peer(const struct report_strategy *strategy)
{
    return report_strategy_is_peer(strategy) && strcmp(strategy->name, "peer:cpp20_generator") != 0 &&
           strcmp(strategy->name, "peer:indirect_call") != 0 && strcmp(strategy->name, "peer:virtual_call") != 0;
}

/* A stackless row whose trait is the one that the stackful rows have, too. */
static bool keeps_next(const struct report_strategy *strategy)
{
    return report_strategy_keeps_trait(strategy) && report_strategy_is_stackless(strategy);
}

static const struct rule {
    const char *words;
    enum relation relation;
    struct quantity what, of;
    struct report_number (*number)(double);
    double bound;                   /* 0: none */
    const char *source;
} rules[] = {
    {"switch/flat: native / raw fcontext", QUOTIENT,
     {"stackful/native", "switch/flat", REPORT_METRIC_TIME, NULL},
     {"peer:raw_fcontext", "switch/flat", REPORT_METRIC_TIME, NULL},
     report_number_multiple, 0.35, "the best inline switch in C took 0.27×, saving three registers and no control words"},
    {"switch/flat: native / fastest peer", QUOTIENT,
     {"stackful/native", "switch/flat", REPORT_METRIC_TIME, NULL},
     {NULL, "switch/flat", REPORT_METRIC_TIME, is_switching_peer},
     report_number_multiple, 1.0, "no library that switches stacks is to be faster; generators and plain calls switch none"},
    {"switch/flat: fcontext / raw fcontext", QUOTIENT,
     {"stackful/fcontext", "switch/flat", REPORT_METRIC_TIME, NULL},
     {"peer:raw_fcontext", "switch/flat", REPORT_METRIC_TIME, NULL},
     report_number_multiple, 1.1, "the same switch: what a coroutine adds to it is to stay within a tenth"},
    {"switch/kept: native / raw fcontext", QUOTIENT,
     {"stackful/native", "switch/kept", REPORT_METRIC_TIME, NULL},
     {"peer:raw_fcontext", "switch/kept", REPORT_METRIC_TIME, NULL},
     report_number_multiple, 0.85,
     "the control words, which fcontext keeps as well, took 0.54× of it: 0.27× + 0.54×, and little more"},
    {"switch/depth8: native / raw fcontext", QUOTIENT,
     {"stackful/native", "switch/depth8", REPORT_METRIC_TIME, NULL},
     {"peer:raw_fcontext", "switch/depth8", REPORT_METRIC_TIME, NULL},
     report_number_multiple, 0.75, "41 ns against 68 in a sketch, 0.60×: the calls on the way are the same"},
    {"create: native / raw fcontext", QUOTIENT,
     {"stackful/native", "create", REPORT_METRIC_TIME, NULL},
     {"peer:raw_fcontext", "create", REPORT_METRIC_TIME, NULL},
     report_number_multiple, 1.0, "the same cycle on a free list of stacks, with nothing around it"},
    {"depth/4: stackful / stackless", QUOTIENT,
     {NULL, "depth/4", REPORT_METRIC_TIME, report_strategy_is_stackful_dyn},
     {NULL, "depth/4", REPORT_METRIC_TIME, report_strategy_is_stackless_dyn},
     report_number_multiple, 0.6, "a sketch measured 0.4×"},
    {"depth/4: the same, async next() kept", QUOTIENT,
     {NULL, "depth/4", REPORT_METRIC_TIME, report_strategy_is_stackful_dyn},
     {NULL, "depth/4", REPORT_METRIC_TIME, keeps_next},
     report_number_multiple, 0, ""},
    {"split: hot / call", QUOTIENT,
     {"stackful_segmented", "split/hot", REPORT_METRIC_TIME, NULL},
     {"stackful_segmented", "split/call", REPORT_METRIC_TIME, NULL},
     report_number_multiple, 8.0, "7 to 11 ns against 1.55 in a sketch"},
    {"split: hot - call, in instructions", DIFFERENCE,
     {"stackful_segmented", "split/hot", REPORT_METRIC_INSTRUCTIONS, NULL},
     {"stackful_segmented", "split/call", REPORT_METRIC_INSTRUCTIONS, NULL},
     report_number_count, 60, "the same sketch"},
    {"tasks/1000000: guarded stack", ALONE,
     {"stackful/native", "tasks/1000000", FRAME_BYTES, NULL}, {0},
     report_number_bytes, 4.2 * 1024, "a page, and little more"},
    {"tasks/1000000: its page tables", ALONE,
     {"stackful/native", "tasks/1000000", "page_table_bytes", NULL}, {0},
     report_number_bytes, 140, "136 MB were measured for a million of them"},
    {"tasks/1000000: segmented stack", ALONE,
     {"stackful_segmented", "tasks/1000000", FRAME_BYTES, NULL}, {0},
     report_number_bytes, 1.1 * 1024, "segments begin at 1 KiB"},
    {"tasks/1000000: state machine's frame", ALONE,
     {"inline_slot", "tasks/1000000", FRAME_BYTES, NULL}, {0},
     report_number_bytes, 64, "a state machine of 48 B was measured; this row's callee has its frame in the iterator"},
    {"tasks/1000000: its whole task", ALONE,
     {"inline_slot", "tasks/1000000", REPORT_METRIC_TASK_BYTES, NULL}, {0},
     report_number_bytes, 0, ""},
};
enum { RULE_COUNT = sizeof rules / sizeof rules[0] };

/* What a quantity comes to in one result; the value is NAN and the row REPORT_NOT_FOUND when it is not there. */
struct found {
    double value;
    size_t row, workload;
};

static struct found find(const struct report_result *result, const struct quantity *quantity)
{
    struct found found = {NAN, REPORT_NOT_FOUND, report_result_workload(result, quantity->workload)};

    if (quantity->belongs == NULL) {
        found.row = report_result_strategy(result, quantity->row);
    } else {
        const struct report_series *fastest = report_fastest(result, found.workload, quantity->belongs);
        found.row = fastest == NULL ? REPORT_NOT_FOUND : fastest->strategy;
    }
    found.value = report_result_median(result, found.row, found.workload, quantity->metric);
    return found;
}

static double relate(enum relation relation, double what, double of)
{
    switch (relation) {
    case QUOTIENT: return of > 0 ? what / of : NAN;
    case DIFFERENCE: return what - of;
    default: return what;
    }
}

/* Why the cell has no number, when it has been tried; else NULL. */
static const char *reason_of(const struct report_result *result, const struct found *found)
{
    if (found->row == REPORT_NOT_FOUND || found->workload == REPORT_NOT_FOUND || isfinite(found->value))
        return NULL;
    const char *reason = report_result_cell(result, found->row, found->workload)->reason;
    return reason[0] == '\0' ? NULL : reason;
}

/* The value in one result, or NAN; the goal learns the rows' names, or the reason. */
static double read_one(const struct report_result *result, const struct rule *rule, struct report_goal *goal)
{
    struct found what = find(result, &rule->what), of = {NAN, REPORT_NOT_FOUND, REPORT_NOT_FOUND};

    if (rule->relation != ALONE)
        of = find(result, &rule->of);
    double value = relate(rule->relation, what.value, of.value);
    if (isfinite(value)) {
        goal->row = result->strategies[what.row].name;
        goal->other = of.row == REPORT_NOT_FOUND ? NULL : result->strategies[of.row].name;
    } else if (goal->reason == NULL) {
        goal->reason = reason_of(result, &what);
    }
    return value;
}

static enum report_outcome judge(const struct report_goal *goal)
{
    if (goal->count == 0)
        return REPORT_GOAL_UNMEASURED;
    if (isnan(goal->bound))
        return REPORT_GOAL_UNBOUND;
    return goal->median <= goal->bound ? REPORT_GOAL_REACHED : REPORT_GOAL_MISSED;
}

bool report_goal_read(const struct report_result *const *results, size_t count, size_t index, struct report_goal *goal)
{
    if (index >= RULE_COUNT)
        return false;
    const struct rule *rule = &rules[index];
    *goal = (struct report_goal){.words = rule->words, .source = rule->source, .number = rule->number, .low = NAN, .median = NAN,
                               .high = NAN, .bound = rule->bound > 0 ? rule->bound : NAN};
    double *values = report_allocate_zeroed(count, sizeof *values);
    for (size_t i = 0; i < count; i++) {
        double value = read_one(results[i], rule, goal);
        if (isfinite(value))
            values[goal->count++] = value;
    }
    if (goal->count > 0) {
        report_sort(values, goal->count);
        goal->low = values[0];
        goal->median = report_median(values, goal->count);
        goal->high = values[goal->count - 1];
    }
    free(values);
    goal->outcome = judge(goal);
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

const char *report_outcome_words(enum report_outcome outcome)
{
    static const char *const words[] = {
        [REPORT_GOAL_UNMEASURED] = "unmeasured", [REPORT_GOAL_UNBOUND] = "no bound", [REPORT_GOAL_MISSED] = "missed",
        [REPORT_GOAL_REACHED] = "reached",
    };

    return words[outcome];
}

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
