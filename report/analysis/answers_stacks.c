/* SPDX-License-Identifier: MIT */
/* Owns the answers on stacks: switches, abilities, depth, waits, tasks. */
#include <math.h>
#include <string.h>
#include "report/analysis/crossing.h"
#include "report/analysis/need.h"
#include "report/analysis/public_answer.h"
#include "report/analysis/public_questions.h"
#include "report/analysis/row_bytes.h"

/* A stack, and a state machine that leaves the trait as it is. */
static bool is_stack(const struct report_strategy *strategy)
{
    return report_strategy_keeps_trait(strategy) && report_strategy_is_stackful(strategy);
}

static bool is_machine(const struct report_strategy *strategy)
{
    return report_strategy_keeps_trait(strategy) && report_strategy_is_stackless(strategy);
}

void report_answer_switch(const struct report_result *result, struct report_text *text)
{
    report_say_rows(result, "switch/flat", "peer:raw_fcontext", "peer:cpp20_generator", text);
    report_say_kinds(result, "pending/8", is_stack, is_machine, text);
}

/* Adds a sentence on the needs that the row fits and the other does not; nothing when there are none. Other rows may fit them
 * too, so it names the two. */
static void say_needs(const struct report_result *result, size_t row, size_t other, struct report_text *text)
{
    size_t count = 0;

    for (size_t i = 0; i < REPORT_NEEDS; i++) {
        if (report_need_fit(result, row, i, NULL) != REPORT_FIT_YES || report_need_fit(result, other, i, NULL) != REPORT_FIT_NO)
            continue;
        if (count++ == 0) {
            report_say_next(text);
            report_text_format(text, "Of %s and %s, only %s fits “%s”", result->strategies[row].name,
                               result->strategies[other].name, result->strategies[row].name, report_needs[i].label);
        } else {
            report_text_format(text, ", “%s”", report_needs[i].label);
        }
    }
    report_text_add(text, count == 0 ? "" : ".");
}

void report_answer_abilities(const struct report_result *result, struct report_text *text)
{
    size_t stack = report_result_strategy(result, "stackful/fcontext"), box = report_result_strategy(result, "box");

    if (stack == REPORT_NOT_FOUND || box == REPORT_NOT_FOUND)
        return;
    say_needs(result, stack, box, text);
    say_needs(result, box, stack, text);
}

void report_answer_depth(const struct report_result *result, struct report_text *text)
{
    static const char *const families[][2] = {
        {"depth", "Where nothing waits:"}, {"suspend_depth", "Where the innermost adapter waits:"},
    };

    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        size_t begin = text->length;
        report_say_next(text);
        report_text_add(text, families[i][1]);
        size_t empty = text->length;
        report_say_crossing(result, families[i][0], text);
        if (text->length == empty)
            report_text_cut(text, begin);
    }
}

void report_answer_waits(const struct report_result *result, struct report_text *text)
{
    report_say_crossing(result, "pending", text);
}

struct range { double least, most; };       /* NAN: nothing was measured */

/* The bytes of a waiting task, of the rows that pass the test. */
static struct range held(const struct report_result *result, report_strategy_test *belongs)
{
    struct range range = {NAN, NAN};

    for (size_t i = 0; i < result->strategy_count; i++) {
        double bytes = report_row_bytes(result, i).resident;
        if (!belongs(&result->strategies[i]) || isnan(bytes))
            continue;
        range = (struct range){fmin(range.least, bytes), fmax(range.most, bytes)};
    }
    return range;
}

static void say_range(struct range range, struct report_text *text)
{
    report_text_format(text, "%s", report_number_bytes(range.least).text);
    if (range.most > range.least)
        report_text_format(text, " to %s", report_number_bytes(range.most).text);
}

static void say_held(const struct report_result *result, struct report_text *text)
{
    struct range stacks = held(result, is_stack), machines = held(result, is_machine);

    if (isnan(stacks.least) || isnan(machines.least))
        return;
    report_text_add(text, " A waiting task holds ");
    say_range(stacks, text);
    report_text_add(text, " with a stack and ");
    say_range(machines, text);
    report_text_add(text, " without.");
}

/* Says from how many tasks on the fastest machine is faster than the fastest stack, beyond which no count here says otherwise. */
static void say_fewest(const struct report_result *result, struct report_text *text)
{
    const char *fewest = NULL;
    size_t count = 0;

    for (size_t i = 0; i < result->workload_count; i++) {
        const char *name = result->workloads[i].name;
        const struct report_series *stack = report_fastest(result, i, is_stack), *machine = report_fastest(result, i, is_machine);
        if (strncmp(name, "tasks/", strlen("tasks/")) != 0 || stack == NULL || machine == NULL)
            continue;
        count++;
        if (!report_series_is_above(stack, machine))
            fewest = NULL;
        else if (fewest == NULL)
            fewest = name + strlen("tasks/");
    }
    if (fewest != NULL)
        report_text_format(text, count > 1 ? "In time, from %s task%s on." : "In time, with the %s task%s of this run.", fewest,
                           strcmp(fewest, "1") == 0 ? "" : "s");
    else if (count > 0)
        report_text_add(text, "In time, with no count of tasks in this run.");
}

void report_answer_tasks(const struct report_result *result, struct report_text *text)
{
    const char *first = NULL, *last = NULL;
    struct report_text ignored = {0};

    for (size_t i = 0; i < result->workload_count; i++) {
        const char *name = result->workloads[i].name;
        if (strncmp(name, "tasks/", strlen("tasks/")) != 0 || !report_say_kinds(result, name, is_stack, is_machine, &ignored))
            continue;
        first = first == NULL ? name : first;
        last = name;
    }
    report_text_fini(&ignored);
    if (first == NULL)
        return;
    say_fewest(result, text);
    report_say_kinds(result, first, is_stack, is_machine, text);
    if (first != last)
        report_say_kinds(result, last, is_stack, is_machine, text);
    say_held(result, text);
}

/* The workloads that ask when a stack pays: no wait, adapters, waits below adapters, rare waits, many tasks. */
static bool is_telling(const char *workload)
{
    static const char *const names[] = {"ready", "depth/4", "depth/16", "suspend_depth/4", "suspend_depth/16", "pending/8",
                                        "pending/64", "tasks/10000"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(workload, names[i]) == 0)
            return true;
    return false;
}

/* Adds " faster than the fastest state machine on ready (0.42× its time), depth/4 (0.42×)": the workloads with that
 * comparison. Returns the separator of the next clause. */
static const char *say_where(const struct report_result *result, const char *comparison, const char *separator,
                             struct report_text *text)
{
    size_t count = 0;

    for (size_t i = 0; i < result->workload_count; i++) {
        const struct report_series *stack = report_fastest(result, i, is_stack), *machine = report_fastest(result, i, is_machine);
        if (!is_telling(result->workloads[i].name) || stack == NULL || machine == NULL ||
            fmin(stack->count, machine->count) < REPORT_FEWEST_SAMPLES || !(machine->median > 0) ||
            strcmp(report_comparison(stack, machine), comparison) != 0)
            continue;
        if (count++ == 0)
            report_text_format(text, "%s%s %s on ", separator, comparison,
                               separator[0] == ';' ? "it" : "the fastest state machine of the same trait");
        report_text_format(text, "%s%s (%s%s)", count > 1 ? ", " : "", result->workloads[i].name,
                           report_number_multiple(stack->median / machine->median).text,
                           count == 1 && separator[0] != ';' ? " its time" : "");
    }
    return count > 0 ? "; " : separator;
}

void report_answer_pays(const struct report_result *result, struct report_text *text)
{
    static const char *const comparisons[] = {"faster than", "slower than", "not told apart from"};
    const char *separator = "The fastest stack is ";

    for (size_t i = 0; i < sizeof comparisons / sizeof comparisons[0]; i++)
        separator = say_where(result, comparisons[i], separator, text);
    if (text->length == 0)
        return;
    report_text_add(text, ".");
    say_held(result, text);
}
