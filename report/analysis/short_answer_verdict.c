/* SPDX-License-Identifier: MIT */
/* Owns the two sentences of the verdict. The first holds the rows that need no fresh heap block, and whose callers are state
 * machines, against box where nothing waits. The second holds the rows on a stack against box there, and against the first
 * sentence's where something waits. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/short_answer.h"
#include "report/analysis/row_bytes.h"

enum { NAMED = 3 };
#define ABOUT 1.05          /* a share may lie so far from its word, to either side */
#define MOST_SHARE 0.9      /* a larger share is not worth a claim */
#define LEAST_SHARE 0.005   /* a smaller share has no digits */

void report_answer_sentence_fini(struct report_answer_sentence *sentence)
{
    report_text_fini(&sentence->claim);
    report_text_fini(&sentence->rest);
}

static const struct { double share; const char *words; } shares[] = {
    {1. / 20, "a twentieth"}, {1. / 10, "a tenth"}, {1. / 9, "a ninth"}, {1. / 8, "an eighth"}, {1. / 7, "a seventh"},
    {1. / 6, "a sixth"}, {1. / 5, "a fifth"}, {1. / 4, "a quarter"}, {1. / 3, "a third"}, {2. / 5, "two fifths"},
    {1. / 2, "half"}, {3. / 5, "three fifths"}, {2. / 3, "two thirds"}, {3. / 4, "three quarters"},
};

/* NULL where no word is near enough. */
static const char *words_of(double share)
{
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++)
        if (share < shares[i].share * ABOUT && share * ABOUT > shares[i].share)
            return shares[i].words;
    return NULL;
}

static void say_multiples(struct report_text *text, double least, double most)
{
    struct report_number low = report_number_multiple(least), high = report_number_multiple(most);

    if (strcmp(low.text, high.text) != 0)
        report_text_format(text, "%.*s–", (int)strcspn(low.text, "\xc3"), low.text);
    report_text_add(text, high.text);
}

void report_answer_say_share(struct report_text *text, double least, double most)
{
    const char *low = words_of(least), *high = words_of(most);

    if (!(least > LEAST_SHARE && most < MOST_SHARE))
        return;
    if (low == NULL || high == NULL)
        say_multiples(text, least, most);
    else if (strcmp(low, high) == 0)
        report_text_format(text, "about %s", low);
    else
        report_text_format(text, "%s to %s", low, high);
}

/* The times of some rows on a workload. Those that the samples do not tell from box, or tell to be slower, are its exceptions. */
struct held {
    size_t count, exception_count;
    bool lives_in[REPORT_PLACE_COUNT];          /* of those that are no exceptions */
    const struct report_series *least, *most;
    const struct report_series *exceptions[REPORT_LONGEST_TABLE];
};

static void hold(struct held *held, enum report_place place, const struct report_series *series,
                 const struct report_series *box)
{
    if (!report_series_is_above(box, series)) {
        held->exceptions[held->exception_count++] = series;
        return;
    }
    held->count++;
    held->lives_in[place] = true;
    held->least = held->least == NULL || series->median < held->least->median ? series : held->least;
    held->most = held->most == NULL || series->median > held->most->median ? series : held->most;
}

/* Stackless: a state machine on both sides, with its frame in some place but in a block of its own. */
static bool is_in_place(const struct report_result *result, size_t strategy)
{
    const struct report_strategy *row = &result->strategies[strategy];

    return report_strategy_is_stackless(row) && row->lives.where != REPORT_PLACE_UNKNOWN
           && report_answer_has(result, strategy, row->lives.where, REPORT_ANSWER_KEPT);
}

static bool is_on_stack(const struct report_result *result, size_t strategy)
{
    return report_answer_has(result, strategy, REPORT_PLACE_STACK, REPORT_ANSWER_CALLS);
}

typedef bool chosen(const struct report_result *, size_t strategy);

static void hold_all(const struct report_result *result, const char *workload, chosen *is_chosen, struct held *held)
{
    size_t column = report_result_workload(result, workload);
    const struct report_series *box = NULL;

    *held = (struct held){0};
    if (column != REPORT_NOT_FOUND && report_baseline_is_box(result))
        box = report_result_series(result, report_baseline(result), column, REPORT_METRIC_TIME);
    for (size_t i = 0; i < result->strategy_count && box != NULL; i++) {
        const struct report_series *series = report_result_series(result, i, column, REPORT_METRIC_TIME);
        if (series != NULL && series != box && is_chosen(result, i))
            hold(held, result->strategies[i].lives.where, series, box);
    }
}

static const struct report_series *box_on_ready(const struct report_result *result)
{
    return report_result_series(result, report_baseline(result), report_result_workload(result, REPORT_ANSWER_READY),
                                REPORT_METRIC_TIME);
}

/* Adds "; not stackfuture (11.8 ns)", or "; not 5 others". */
static void say_exceptions(const struct report_result *result, const struct held *held, struct report_text *text)
{
    if (held->exception_count > NAMED)
        report_text_format(text, "; not in %zu other rows", held->exception_count);
    for (size_t i = 0; i < held->exception_count && held->exception_count <= NAMED; i++)
        report_text_format(text, "%s%s, %s", i == 0 ? "; not in " : "; ",
                           result->strategies[held->exceptions[i]->strategy].name,
                           report_number_time(held->exceptions[i]->median).text);
}

static bool is_held(const struct held *held, size_t strategy)
{
    for (size_t i = 0; i < held->exception_count; i++)
        if (held->exceptions[i]->strategy == strategy)
            return false;
    return true;
}

/* A claim on all places needs most of them. */
static bool is_anywhere(const struct held *held)
{
    size_t count = 0;

    for (size_t i = 0; i < REPORT_PLACE_COUNT; i++)
        count += held->lives_in[i];
    return count >= 3;
}

/* Adds "stackful/native, stackful/fcontext, " for rows that are few enough to name. */
static void say_rows(const struct report_result *result, chosen *is_chosen, const struct held *held, struct report_text *text)
{
    for (size_t i = 0; i < result->strategy_count && held->count <= NAMED; i++)
        if (is_chosen(result, i) && is_held(held, i))
            report_text_format(text, "%s, ", result->strategies[i].name);
}

/* Adds "3.10–4.74 ns against box's 9.69 ns; not in stackfuture, 9.87 ns)". */
static void say_times(const struct report_result *result, const struct held *held, const char *against, struct report_text *text)
{
    struct report_answer_ends ends = report_answer_times(held->least->median, held->most->median);

    report_answer_say_ends(text, &ends);
    report_text_add(text, against);
    say_exceptions(result, held, text);
    report_text_add(text, ").");
}

/* Holds the chosen rows against box where nothing waits, and adds their share of its time; nothing where the samples do not tell
 * most of them from box. Returns box's time. */
static const struct report_series *weigh(const struct report_result *result, chosen *is_chosen, struct held *held,
                                         struct report_text *share)
{
    hold_all(result, REPORT_ANSWER_READY, is_chosen, held);
    const struct report_series *box = held->count > held->exception_count ? box_on_ready(result) : NULL;

    if (box != NULL)
        report_answer_say_share(share, held->least->median / box->median, held->most->median / box->median);
    return box;
}

void report_answer_in_place(const struct report_result *result, struct report_answer_sentence *sentence)
{
    struct report_text share = {0};
    char against[64];
    struct held held;
    const struct report_series *box = weigh(result, is_in_place, &held, &share);

    if (share.length > 0) {
        report_text_format(&sentence->claim, "A state machine's frame %s costs %s",
                           is_anywhere(&held) ? "anywhere but in a fresh box" : "without a fresh box", share.bytes);
        snprintf(against, sizeof against, " against box's %s", report_number_time(box->median).text);
        report_text_add(&sentence->rest, " in a loop that does nothing else (");
        say_times(result, &held, against, &sentence->rest);
    }
    report_text_fini(&share);
}

static const struct report_series *fastest(const struct report_result *result, chosen *is_chosen)
{
    size_t column = report_result_workload(result, REPORT_ANSWER_WAITING);
    const struct report_series *best = NULL;

    for (size_t i = 0; i < result->strategy_count && column != REPORT_NOT_FOUND; i++) {
        const struct report_series *series = report_result_series(result, i, column, REPORT_METRIC_TIME);
        if (series != NULL && is_chosen(result, i) && (best == NULL || series->median < best->median))
            best = series;
    }
    return best;
}

/* Adds the fastest on a stack beside the fastest of the others, where one item in eight waits. */
static void say_waiting(const struct report_result *result, struct report_text *text)
{
    const struct report_series *stack = fastest(result, is_on_stack), *others = fastest(result, is_in_place);

    if (stack == NULL || others == NULL)
        return;
    bool is_slower = report_series_is_above(stack, others), is_faster = report_series_is_above(others, stack);
    report_text_format(text, " With one wait in eight items its fastest row (%s) %s the fastest elsewhere (%s).",
                       report_number_time(stack->median).text,
                       is_slower ? "costs more than" : is_faster ? "still costs less than" : "is not told apart from",
                       report_number_time(others->median).text);
}

/* Adds "its items take 122–229 ns instead of box's 22.0 ns" where the samples tell all rows on a stack from box. */
static bool say_turns(const struct report_result *result, size_t workload, struct report_text *text)
{
    const struct report_series *box = report_result_series(result, report_baseline(result), workload, REPORT_METRIC_TIME);
    double least = INFINITY, most = -INFINITY;

    for (size_t i = 0; i < result->strategy_count && box != NULL; i++) {
        const struct report_series *series = report_result_series(result, i, workload, REPORT_METRIC_TIME);
        if (series == NULL || !is_on_stack(result, i))
            continue;
        if (!report_series_is_above(series, box))
            return false;
        least = fmin(least, series->median);
        most = fmax(most, series->median);
    }
    if (!(least <= most))
        return false;
    struct report_answer_ends ends = report_answer_times(least, most);
    report_text_add(text, "its items take ");
    report_answer_say_ends(text, &ends);
    report_text_format(text, " instead of box's %s, ", report_number_time(box->median).text);
    return true;
}

/* Adds what many waiting tasks cost. */
static void say_tasks(const struct report_result *result, struct report_text *text)
{
    double box = report_row_bytes(result, report_baseline(result)).resident;
    size_t workload = report_resident_workload(result);
    struct report_answer_sizes sizes;

    if (isnan(box) || workload == REPORT_NOT_FOUND ||
        !report_answer_sizes(result, REPORT_PLACE_STACK, REPORT_ANSWER_CALLS, report_answer_waiting_bytes, &sizes))
        return;
    struct report_answer_ends ends = report_answer_bytes(sizes.least, sizes.most);
    const char *name = result->workloads[workload].name, *count = strchr(name, '/');
    report_text_format(text, " With %s tasks ", count == NULL ? "many" : count + 1);
    report_text_format(text, "%seach task holds ", say_turns(result, workload, text) ? "and " : "");
    report_answer_say_ends(text, &ends);
    report_text_format(text, " instead of %s.", report_number_bytes(box).text);
}

void report_answer_stack(const struct report_result *result, struct report_answer_sentence *sentence)
{
    struct report_text share = {0};
    struct held held;

    weigh(result, is_on_stack, &held, &share);
    if (share.length > 0) {
        report_text_format(&sentence->claim, "A stack costs %s while nothing waits", share.bytes);
        report_text_add(&sentence->rest, " (");
        say_rows(result, is_on_stack, &held, &sentence->rest);
        say_times(result, &held, "", &sentence->rest);
        say_waiting(result, &sentence->rest);
        say_tasks(result, &sentence->rest);
    }
    report_text_fini(&share);
}
