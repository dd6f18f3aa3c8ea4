/* SPDX-License-Identifier: MIT */
/* Owns the questions of claim_decision.h: the answers, and the sentences of evidence. */
#include "report/analysis/claim_decision.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/sentence.h"

static const double heap_user = 0.01;   /* allocations an item: fewer are a refill of some stock, not the item's own */

/* One half, with all that its question names. */
struct asked {
    const struct report_result *result;
    const char *of, *on, *against, *against_on;     /* against: NULL for none */
    double ratio;
    struct report_text *evidence;
    bool can_be_measured;                           /* out: another run may give the answer */
    bool has_samples;                               /* out: more rounds of the same cells may */
};

/* Returns the samples, or NULL after saying why there are none. */
static const struct report_series *find_series(struct asked *asked, const char *row, const char *on, const char *metric,
                                               const char *word)
{
    const struct report_result *result = asked->result;
    size_t strategy = report_result_strategy(result, row), workload = report_result_workload(result, on);
    const struct report_series *series = report_result_series(result, strategy, workload, metric);
    bool is_listed = strategy != REPORT_NOT_FOUND && workload != REPORT_NOT_FOUND;
    const struct report_cell *cell = series == NULL && is_listed ? report_result_cell(result, strategy, workload) : NULL;

    if (series != NULL)
        return series;
    report_text_format(asked->evidence, "this file has no %s for %.60s on %.40s", word, row, on);
    asked->can_be_measured = cell == NULL || cell->status <= REPORT_CELL_OK;
    if (!asked->can_be_measured)
        report_text_format(asked->evidence, ": %s: %.200s", report_cell_word(cell->status), cell->reason);
    return NULL;
}

/* "17.2 ns (16.9 ns to 17.5 ns, n = 10)" */
static void add_time(struct report_text *text, const struct report_series *series)
{
    report_text_format(text, "%s (%s to %s, n = %zu)", report_number_time(series->median).text,
                       report_number_time(series->interval.low).text, report_number_time(series->interval.high).text,
                       series->count);
}

enum sampled_answer { ANSWERED_NO, ANSWERED_YES, UNANSWERED };

/* Says behind the numbers why they give no answer. */
static void say_undecided(struct asked *asked, const struct report_series *own, const struct report_series *other)
{
    double low = asked->ratio * other->interval.low, high = asked->ratio * other->interval.high;
    struct report_number ratio = report_number_multiple(asked->ratio);

    asked->can_be_measured = asked->has_samples = true;
    if (!report_run_is_screening(asked->result) && own->interval.low <= high && own->interval.high >= low)
        report_text_format(asked->evidence, "; the intervals overlap at %s", ratio.text);
    else
        report_text_add(asked->evidence, "; too few samples");
}

/* A run that screens gives no verdict: of a whole table of cells, some lie far apart by chance when there are so few samples. */
static enum sampled_answer compare(struct asked *asked, const struct report_series *own, const struct report_series *other)
{
    bool is_screening = report_run_is_screening(asked->result);

    if (!is_screening && report_series_is_more_than(own, other, asked->ratio))
        return ANSWERED_YES;
    if (!is_screening && report_series_is_more_than(other, own, 1 / asked->ratio))
        return ANSWERED_NO;
    say_undecided(asked, own, other);
    return UNANSWERED;
}

static enum sampled_answer answer_time(struct asked *asked)
{
    const struct report_series *own = find_series(asked, asked->of, asked->on, REPORT_METRIC_TIME, "time");
    const struct report_series *other =
        own == NULL ? NULL : find_series(asked, asked->against, asked->against_on, REPORT_METRIC_TIME, "time");

    if (other == NULL)
        return UNANSWERED;
    report_text_format(asked->evidence, "%.60s takes %s the time of %.60s on %.40s", asked->of,
                       report_number_multiple(own->median / other->median).text, asked->against, asked->against_on);
    if (strcmp(asked->against_on, asked->on) != 0)
        report_text_format(asked->evidence, ", itself on %.40s", asked->on);
    report_text_format(asked->evidence, ", held against %s: ", report_number_multiple(asked->ratio).text);
    add_time(asked->evidence, own);
    report_text_add(asked->evidence, " against ");
    add_time(asked->evidence, other);
    return compare(asked, own, other);
}

static enum sampled_answer answer_allocations(struct asked *asked)
{
    const struct report_series *own = find_series(asked, asked->of, asked->on, REPORT_METRIC_ALLOCATIONS, "count of allocations");

    if (own == NULL)
        return UNANSWERED;
    report_text_format(asked->evidence, "on %.40s, an item of %.60s takes %s allocation%s", asked->on, asked->of,
                       report_number_count(own->median).text, own->median == 1 ? "" : "s");
    return own->median > heap_user ? ANSWERED_YES : ANSWERED_NO;
}

static bool is_sampled(const struct report_half *half)
{
    return strcmp(half->probe, "time_against") == 0 || strcmp(half->probe, "counted_allocations") == 0;
}

static void decide_half(const struct report_result *result, size_t strategy, struct report_half *half)
{
    struct report_text evidence = {0};
    const char *claimant = result->strategies[strategy].name;
    const char *on = half->on == NULL ? "ready" : half->on;
    struct asked asked = {result, half->of == NULL ? claimant : half->of, on, half->against,
                          half->against_on == NULL ? on : half->against_on, half->ratio, &evidence, false,
                          false};
    bool is_time = strcmp(half->probe, "time_against") == 0;
    enum sampled_answer answer = UNANSWERED;

    if (is_time && (half->against == NULL || !(half->ratio > 0)))
        report_text_add(&evidence, "the file does not say against which row and ratio the time is held");
    else
        answer = is_time ? answer_time(&asked) : answer_allocations(&asked);
    half->outcome = answer == UNANSWERED ? REPORT_HALF_UNDECIDED
                    : (answer == ANSWERED_YES) == half->says_yes ? REPORT_HALF_HOLDS : REPORT_HALF_FAILS;
    half->can_be_measured = asked.can_be_measured;
    half->has_samples = asked.has_samples;
    snprintf(half->computed, sizeof half->computed, "%s", report_text_string(&evidence));
    half->evidence = half->computed;
    report_text_fini(&evidence);
}

/* A file's word is believed only where the claim asks no question. */
static bool is_out_of_reach(const struct report_claim *claim)
{
    return claim->verdict == REPORT_OUT_OF_REACH && strcmp(claim->halves[0].probe, "none") == 0;
}

/* Of a claim that check left to the report: a half that nothing here can decide. */
static void say_unknown(struct report_claim *claim)
{
    for (size_t i = 0; i < claim->half_count && !claim->is_older; i++)
        if (claim->halves[i].outcome == REPORT_HALF_UNDECIDED && !is_sampled(&claim->halves[i]))
            claim->halves[i].evidence = "this corolab does not know the question";
    if (!claim->is_older)
        return;
    claim->verdict = REPORT_NOT_MEASURED;
    /* A whole run: --like repeats too few rounds, and the file does not know the rows that the claim is held against today. */
    claim->halves[0].evidence = "an older rule, which is gone, decided it; `./lab run --thorough` measures it anew";
}

/* True when each half has an outcome or all cells that it asks for. */
static bool has_samples(const struct report_claim *claim)
{
    for (size_t i = 0; i < claim->half_count; i++)
        if (claim->halves[i].outcome == REPORT_HALF_UNDECIDED && !claim->halves[i].has_samples)
            return false;
    return claim->half_count > 0;
}

static void decide(const struct report_result *result, struct report_claim *claim)
{
    enum report_half_outcome outcomes[2] = {REPORT_HALF_UNDECIDED, REPORT_HALF_UNDECIDED};

    if (claim->verdict == REPORT_LEFT_TO_REPORT)
        say_unknown(claim);
    for (size_t i = 0; i < claim->half_count && !claim->is_older; i++) {
        if (is_sampled(&claim->halves[i]))
            decide_half(result, claim->strategy, &claim->halves[i]);
        outcomes[i] = claim->halves[i].outcome;
    }
    if (!claim->is_older && !is_out_of_reach(claim))
        claim->verdict = report_verdict_of(outcomes, claim->half_count, claim->join);
    if (claim->verdict == REPORT_NOT_MEASURED && !claim->is_older && has_samples(claim))
        claim->verdict = REPORT_TOO_FEW_SAMPLES;
}

void report_claims_decide(struct report_result *result)
{
    for (size_t i = 0; i < result->claim_count; i++)
        decide(result, &result->claims[i]);
    report_claims_compare(result);
}
