/* SPDX-License-Identifier: MIT */
/* Owns the goals and reading them. A bound's source says which measurement it was set by: figures of a sketch, on a machine of the
 * kind that the README names, before the rows were written. */
#include "report/goal.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/fastest.h"

#define FRAME_BYTES "frame_bytes"

/* One number of one result: a row's median, the row known by its name or chosen by its time on the workload. */
struct quantity {
    const char *row, *workload, *metric;
    bool (*belongs)(const struct coro_strategy *);  /* where row is NULL: the fastest of these */
};

enum relation { QUOTIENT, DIFFERENCE, ALONE };

/* Generators and plain calls do no switch: a stack of one's own is what they are beside, not what they do. */
static bool is_switching_peer(const struct coro_strategy *strategy)
{
    return coro_strategy_is_peer(strategy) && strcmp(strategy->name, "peer:cpp20_generator") != 0 &&
           strcmp(strategy->name, "peer:indirect_call") != 0 && strcmp(strategy->name, "peer:virtual_call") != 0;
}

/* A stackless row whose trait is the one that the stackful rows have, too. */
static bool keeps_next(const struct coro_strategy *strategy)
{
    return coro_strategy_keeps_trait(strategy) && coro_strategy_is_stackless(strategy);
}

static const struct rule {
    const char *words;
    enum relation relation;
    struct quantity what, of;
    struct coro_number (*number)(double);
    double bound;                   /* 0: none */
    const char *source;
} rules[] = {
    {"switch/flat: native / raw fcontext", QUOTIENT,
     {"stackful/native", "switch/flat", CORO_METRIC_TIME, NULL},
     {"peer:raw_fcontext", "switch/flat", CORO_METRIC_TIME, NULL},
     coro_number_multiple, 0.35, "the best inline switch in C took 0.27×, saving three registers and no control words"},
    {"switch/flat: native / fastest peer", QUOTIENT,
     {"stackful/native", "switch/flat", CORO_METRIC_TIME, NULL},
     {NULL, "switch/flat", CORO_METRIC_TIME, is_switching_peer},
     coro_number_multiple, 1.0, "no library that switches stacks is to be faster; generators and plain calls switch none"},
    {"switch/flat: fcontext / raw fcontext", QUOTIENT,
     {"stackful/fcontext", "switch/flat", CORO_METRIC_TIME, NULL},
     {"peer:raw_fcontext", "switch/flat", CORO_METRIC_TIME, NULL},
     coro_number_multiple, 1.1, "the same switch: what a coroutine adds to it is to stay within a tenth"},
    {"switch/kept: native / raw fcontext", QUOTIENT,
     {"stackful/native", "switch/kept", CORO_METRIC_TIME, NULL},
     {"peer:raw_fcontext", "switch/kept", CORO_METRIC_TIME, NULL},
     coro_number_multiple, 0.85,
     "the control words, which fcontext keeps as well, took 0.54× of it: 0.27× + 0.54×, and little more"},
    {"switch/depth8: native / raw fcontext", QUOTIENT,
     {"stackful/native", "switch/depth8", CORO_METRIC_TIME, NULL},
     {"peer:raw_fcontext", "switch/depth8", CORO_METRIC_TIME, NULL},
     coro_number_multiple, 0.75, "41 ns against 68 in a sketch, 0.60×: the calls on the way are the same"},
    {"create: native / raw fcontext", QUOTIENT,
     {"stackful/native", "create", CORO_METRIC_TIME, NULL},
     {"peer:raw_fcontext", "create", CORO_METRIC_TIME, NULL},
     coro_number_multiple, 1.0, "the same cycle on a free list of stacks, with nothing around it"},
    {"depth/4: stackful / stackless", QUOTIENT,
     {NULL, "depth/4", CORO_METRIC_TIME, coro_strategy_is_stackful_dyn},
     {NULL, "depth/4", CORO_METRIC_TIME, coro_strategy_is_stackless_dyn},
     coro_number_multiple, 0.6, "a sketch measured 0.4×"},
    {"depth/4: the same, async next() kept", QUOTIENT,
     {NULL, "depth/4", CORO_METRIC_TIME, coro_strategy_is_stackful_dyn},
     {NULL, "depth/4", CORO_METRIC_TIME, keeps_next},
     coro_number_multiple, 0, ""},
    {"split: hot / call", QUOTIENT,
     {"stackful_segmented", "split/hot", CORO_METRIC_TIME, NULL},
     {"stackful_segmented", "split/call", CORO_METRIC_TIME, NULL},
     coro_number_multiple, 8.0, "7 to 11 ns against 1.55 in a sketch"},
    {"split: hot - call, in instructions", DIFFERENCE,
     {"stackful_segmented", "split/hot", CORO_METRIC_INSTRUCTIONS, NULL},
     {"stackful_segmented", "split/call", CORO_METRIC_INSTRUCTIONS, NULL},
     coro_number_count, 60, "the same sketch"},
    {"tasks/1000000: guarded stack", ALONE,
     {"stackful/native", "tasks/1000000", FRAME_BYTES, NULL}, {0},
     coro_number_bytes, 4.2 * 1024, "a page, and little more"},
    {"tasks/1000000: its page tables", ALONE,
     {"stackful/native", "tasks/1000000", "page_table_bytes", NULL}, {0},
     coro_number_bytes, 140, "136 MB were measured for a million of them"},
    {"tasks/1000000: segmented stack", ALONE,
     {"stackful_segmented", "tasks/1000000", FRAME_BYTES, NULL}, {0},
     coro_number_bytes, 1.1 * 1024, "segments begin at 1 KiB"},
    {"tasks/1000000: state machine's frame", ALONE,
     {"inline_slot", "tasks/1000000", FRAME_BYTES, NULL}, {0},
     coro_number_bytes, 64, "a state machine of 48 B was measured; this row's callee has its frame in the iterator"},
    {"tasks/1000000: its whole task", ALONE,
     {"inline_slot", "tasks/1000000", CORO_METRIC_TASK_BYTES, NULL}, {0},
     coro_number_bytes, 0, ""},
};
enum { RULE_COUNT = sizeof rules / sizeof rules[0] };

/* What a quantity comes to in one result; the value is NAN and the row CORO_NOT_FOUND when it is not there. */
struct found {
    double value;
    size_t row, workload;
};

static struct found find(const struct coro_result *result, const struct quantity *quantity)
{
    struct found found = {NAN, CORO_NOT_FOUND, coro_result_workload(result, quantity->workload)};

    if (quantity->belongs == NULL) {
        found.row = coro_result_strategy(result, quantity->row);
    } else {
        const struct coro_series *fastest = coro_fastest(result, found.workload, quantity->belongs);
        found.row = fastest == NULL ? CORO_NOT_FOUND : fastest->strategy;
    }
    found.value = coro_result_median(result, found.row, found.workload, quantity->metric);
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
static const char *reason_of(const struct coro_result *result, const struct found *found)
{
    if (found->row == CORO_NOT_FOUND || found->workload == CORO_NOT_FOUND || isfinite(found->value))
        return NULL;
    const char *reason = coro_result_cell(result, found->row, found->workload)->reason;
    return reason[0] == '\0' ? NULL : reason;
}

/* The value in one result, or NAN; the goal learns the rows' names, or the reason. */
static double read_one(const struct coro_result *result, const struct rule *rule, struct coro_goal *goal)
{
    struct found what = find(result, &rule->what), of = {NAN, CORO_NOT_FOUND, CORO_NOT_FOUND};

    if (rule->relation != ALONE)
        of = find(result, &rule->of);
    double value = relate(rule->relation, what.value, of.value);
    if (isfinite(value)) {
        goal->row = result->strategies[what.row].name;
        goal->other = of.row == CORO_NOT_FOUND ? NULL : result->strategies[of.row].name;
    } else if (goal->reason == NULL) {
        goal->reason = reason_of(result, &what);
    }
    return value;
}

static int by_size(const void *left, const void *right)
{
    const double *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static enum coro_outcome judge(const struct coro_goal *goal)
{
    if (goal->count == 0)
        return CORO_GOAL_UNMEASURED;
    if (isnan(goal->bound))
        return CORO_GOAL_UNBOUND;
    return goal->median <= goal->bound ? CORO_GOAL_REACHED : CORO_GOAL_MISSED;
}

bool coro_goal_read(const struct coro_result *const *results, size_t count, size_t index, struct coro_goal *goal)
{
    if (index >= RULE_COUNT)
        return false;
    const struct rule *rule = &rules[index];
    *goal = (struct coro_goal){.words = rule->words, .source = rule->source, .number = rule->number, .low = NAN, .median = NAN,
                               .high = NAN, .bound = rule->bound > 0 ? rule->bound : NAN};
    double *values = calloc(count + 1, sizeof *values);
    for (size_t i = 0; i < count && values != NULL; i++) {
        double value = read_one(results[i], rule, goal);
        if (isfinite(value))
            values[goal->count++] = value;
    }
    if (goal->count > 0) {
        qsort(values, goal->count, sizeof *values, by_size);
        goal->low = values[0];
        goal->median = coro_median(values, goal->count);
        goal->high = values[goal->count - 1];
    }
    free(values);
    goal->outcome = judge(goal);
    return true;
}

bool coro_goals_apply(const struct coro_result *const *results, size_t count)
{
    struct coro_goal goal;

    for (size_t i = 0; coro_goal_read(results, count, i, &goal); i++)
        if (goal.count > 0)
            return true;
    return false;
}

const char *coro_outcome_words(enum coro_outcome outcome)
{
    static const char *const words[] = {
        [CORO_GOAL_UNMEASURED] = "unmeasured", [CORO_GOAL_UNBOUND] = "no bound", [CORO_GOAL_MISSED] = "missed",
        [CORO_GOAL_REACHED] = "reached",
    };

    return words[outcome];
}

/* True when all builds name the order that they were linked in, and no two the same. */
static bool are_link_orders(const struct coro_result *const *results, size_t count)
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

void coro_goals_say_runs(const struct coro_result *const *results, size_t count, struct coro_text *text)
{
    if (count < 2)
        return;
    coro_text_format(text, "Least, median and greatest over %zu runs", count);
    coro_text_add(text, are_link_orders(results, count) ? ", each of a build that was linked in another order" : "");
    coro_text_add(text, ". Every ratio is of one run; the median is what the bound is held to.");
}
