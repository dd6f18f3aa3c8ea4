/* SPDX-License-Identifier: MIT */
/* Owns the two sentences of the verdict. The first holds the rows that need no fresh heap block, and whose callers are state
 * machines, against box where nothing waits. The second holds the rows on a stack against box there, and against the first
 * sentence's where something waits. */
#include <math.h>
#include <string.h>
#include "report/analysis/short_answer.h"
#include "report/analysis/row_bytes.h"

enum { NAMED = 3 };
#define ABOUT 1.3           /* a share may lie so far from its word, to either side */
#define LEAST_SHARE 0.9     /* a larger share is not worth a claim */

void report_answer_sentence_fini(struct report_answer_sentence *sentence)
{
    report_text_fini(&sentence->claim);
    report_text_fini(&sentence->rest);
}

static const struct { double share; const char *words; } shares[] = {
    {1. / 20, "a twentieth"}, {1. / 10, "a tenth"}, {1. / 8, "an eighth"}, {1. / 6, "a sixth"}, {1. / 5, "a fifth"},
    {1. / 4, "a quarter"}, {1. / 3, "a third"}, {1. / 2, "half"}, {2. / 3, "two thirds"}, {3. / 4, "three quarters"},
};

static const char *words_of(double share)
{
    size_t best = 0;

    for (size_t i = 1; i < sizeof shares / sizeof shares[0]; i++)
        if (fabs(log(shares[i].share / share)) < fabs(log(shares[best].share / share)))
            best = i;
    return fabs(log(shares[best].share / share)) < log(ABOUT) ? shares[best].words : NULL;
}

/* True when one word is near enough to both ends. */
static bool fits_both(double share, double least, double most) { return least * ABOUT > share && most < share * ABOUT; }

void report_answer_say_share(struct report_text *text, double least, double most)
{
    const char *low = words_of(least), *high = words_of(most), *one = words_of(sqrt(least * most));

    if (!(most < LEAST_SHARE) || low == NULL || high == NULL)
        return;
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++)
        if (shares[i].words == one && fits_both(shares[i].share, least, most)) {
            report_text_format(text, "about %s", one);
            return;
        }
    report_text_format(text, strcmp(low, high) == 0 ? "about %s" : "%s to %s", low, high);
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

/* A claim on all places needs most of them. */
static bool is_anywhere(const struct held *held)
{
    size_t count = 0;

    for (size_t i = 0; i < REPORT_PLACE_COUNT; i++)
        count += held->lives_in[i];
    return count >= 3;
}

void report_answer_in_place(const struct report_result *result, struct report_answer_sentence *sentence)
{
    struct report_text share = {0};
    struct held held;

    hold_all(result, REPORT_ANSWER_READY, is_in_place, &held);
    const struct report_series *box = held.count > 0 ? box_on_ready(result) : NULL;
    if (box != NULL)
        report_answer_say_share(&share, held.least->median / box->median, held.most->median / box->median);
    if (share.length > 0 && held.count > held.exception_count) {
        report_text_format(&sentence->claim, "%s, it costs %s",
                           is_anywhere(&held) ? "Built anywhere but in a fresh box" : "Without a fresh box", share.bytes);
        report_text_add(&sentence->rest, " (");
        report_answer_say_times(&sentence->rest, held.least->median, held.most->median);
        report_text_format(&sentence->rest, " against box's %s", report_number_time(box->median).text);
        say_exceptions(result, &held, &sentence->rest);
        report_text_add(&sentence->rest, ").");
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
    report_text_format(text, "; with one wait in eight items the fastest of each %s (",
                       is_slower ? "says that it costs more" : is_faster ? "says that it still costs less"
                                                                         : "are not told apart");
    report_answer_say_against(text, stack->median, others->median);
    report_text_add(text, ")");
}

static void say_memory(const struct report_result *result, const char *separator, struct report_text *text)
{
    double least, most, box = report_row_bytes(result, report_baseline(result)).resident;

    if (isnan(box) || !report_answer_sizes(result, REPORT_PLACE_STACK, report_answer_waiting_bytes, &least, &most))
        return;
    report_text_format(text, "%seach waiting task holds ", separator);
    report_answer_say_bytes(text, least, most);
    report_text_add(text, " instead of ");
    report_answer_say_bytes(text, box, box);
}

void report_answer_stack(const struct report_result *result, struct report_answer_sentence *sentence)
{
    struct report_text share = {0};
    struct held held;

    hold_all(result, REPORT_ANSWER_READY, is_on_stack, &held);
    const struct report_series *box = held.count > 0 ? box_on_ready(result) : NULL;
    if (box != NULL)
        report_answer_say_share(&share, held.least->median / box->median, held.most->median / box->median);
    if (share.length > 0 && held.count > held.exception_count) {
        report_text_format(&sentence->claim, "A stack costs %s until something waits", share.bytes);
        say_waiting(result, &sentence->rest);
        say_memory(result, sentence->rest.length > 0 ? ", and " : "; ", &sentence->rest);
        report_text_add(&sentence->rest, ".");
    }
    report_text_fini(&share);
}
