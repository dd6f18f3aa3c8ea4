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
    const char *claimant, *of, *on;         /* claimant: the strategy whose claim it is */
    const char *against, *against_on;       /* against: NULL for none */
    double ratio;
    struct report_text *evidence;
};

/* Adds a name to a regular expression within apostrophes. Names are untrusted: a character that could mean more becomes a point,
 * which matches any. */
static void add_pattern(struct report_text *text, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/:-";
    enum { LONGEST_NAME = 100 };

    for (size_t i = 0; i < LONGEST_NAME && name[i] != '\0'; i++)
        report_text_add_bytes(text, strchr(plain, name[i]) != NULL ? &name[i] : ".", 1);
}

/* Adds the names with "|" between them, each once; NULL is none. */
static void add_names(struct report_text *text, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool is_left_out = names[i] == NULL;
        for (size_t j = 0; j < i && !is_left_out; j++)
            is_left_out = strcmp(names[i], names[j]) == 0;
        if (is_left_out)
            continue;
        report_text_add(text, i == 0 ? "" : "|");
        add_pattern(text, names[i]);
    }
}

/* Adds "`corolab run --thorough -s '^(box|box_slab)$' -w '^ready$'`". The claimant's check makes the claim anew. */
static void add_command(const struct asked *asked, const char *mode)
{
    const char *const names[] = {asked->claimant, asked->of, asked->against}, *const on[] = {asked->on, asked->against_on};
    struct report_text *text = asked->evidence;
    bool is_one = strcmp(on[0], on[1]) == 0;

    report_text_format(text, "`corolab run %s-s '^(", mode);
    add_names(text, names, 3);
    report_text_add(text, is_one ? ")$' -w '^" : ")$' -w '^(");
    add_names(text, on, 2);
    report_text_add(text, is_one ? "$'`" : ")$'`");
}

/* Returns the samples, or NULL after saying why there are none. */
static const struct report_series *find_series(const struct asked *asked, const char *row, const char *on, const char *metric,
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
    if (cell != NULL && cell->status > REPORT_CELL_OK) {
        report_text_format(asked->evidence, ": %s: %.200s", report_cell_word(cell->status), cell->reason);
    } else {
        report_text_add(asked->evidence, "; ");
        add_command(asked, "");
        report_text_add(asked->evidence, " measures it");
    }
    return NULL;
}

/* "17.2 ns (16.9 to 17.5, n = 10)" */
static void add_time(struct report_text *text, const struct report_series *series)
{
    report_text_format(text, "%s (%s to %s, n = %zu)", report_number_time(series->median).text,
                       report_number_time(series->interval.low).text, report_number_time(series->interval.high).text,
                       series->count);
}

enum sampled_answer { ANSWERED_NO, ANSWERED_YES, UNANSWERED };

/* Says behind the numbers why they give no answer, and which run may give one. */
static void say_undecided(const struct asked *asked, const struct report_series *own, const struct report_series *other)
{
    double low = asked->ratio * other->interval.low, high = asked->ratio * other->interval.high;
    struct report_number ratio = report_number_multiple(asked->ratio);

    if (report_run_is_screening(asked->result))
        report_text_add(asked->evidence, "; a run of so few rounds screens and gives no verdict");
    else if (own->interval.low <= high && own->interval.high >= low)
        report_text_format(asked->evidence, "; the intervals overlap at %s", ratio.text);
    else
        report_text_add(asked->evidence, "; the samples are too few");
    report_text_add(asked->evidence, ": ");
    add_command(asked, "--thorough ");
    report_text_add(asked->evidence, " may decide it");
}

/* A run that screens gives no verdict: of a whole table of cells, some lie far apart by chance when there are so few samples. */
static enum sampled_answer compare(const struct asked *asked, const struct report_series *own, const struct report_series *other)
{
    bool is_screening = report_run_is_screening(asked->result);

    if (!is_screening && report_series_is_more_than(own, other, asked->ratio))
        return ANSWERED_YES;
    if (!is_screening && report_series_is_more_than(other, own, 1 / asked->ratio))
        return ANSWERED_NO;
    say_undecided(asked, own, other);
    return UNANSWERED;
}

static enum sampled_answer answer_time(const struct asked *asked)
{
    const struct report_series *own = find_series(asked, asked->of, asked->on, REPORT_METRIC_TIME, "time");
    const struct report_series *other =
        own == NULL ? NULL : find_series(asked, asked->against, asked->against_on, REPORT_METRIC_TIME, "time");

    if (other == NULL)
        return UNANSWERED;
    report_text_format(asked->evidence, "on %.40s, %.60s takes ", asked->on, asked->of);
    add_time(asked->evidence, own);
    report_text_format(asked->evidence, " an item and %.60s ", asked->against);
    if (asked->against_on != asked->on)
        report_text_format(asked->evidence, "on %.40s ", asked->against_on);
    add_time(asked->evidence, other);
    report_text_format(asked->evidence, ": %s, held against %s", report_number_multiple(own->median / other->median).text,
                       report_number_multiple(asked->ratio).text);
    return compare(asked, own, other);
}

static enum sampled_answer answer_allocations(const struct asked *asked)
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
    struct asked asked = {result, claimant, half->of == NULL ? claimant : half->of, on, half->against,
                          half->against_on == NULL ? on : half->against_on, half->ratio, &evidence};
    bool is_time = strcmp(half->probe, "time_against") == 0;
    enum sampled_answer answer = UNANSWERED;

    if (is_time && (half->against == NULL || !(half->ratio > 0)))
        report_text_add(&evidence, "the file does not say against which row and ratio the time is held");
    else
        answer = is_time ? answer_time(&asked) : answer_allocations(&asked);
    half->outcome = answer == UNANSWERED ? REPORT_HALF_UNDECIDED
                    : (answer == ANSWERED_YES) == half->says_yes ? REPORT_HALF_HOLDS : REPORT_HALF_FAILS;
    snprintf(half->computed, sizeof half->computed, "%s", report_text_string(&evidence));
    half->evidence = half->computed;
    report_text_fini(&evidence);
}

static void decide(const struct report_result *result, struct report_claim *claim)
{
    enum report_half_outcome outcomes[2] = {REPORT_HALF_UNDECIDED, REPORT_HALF_UNDECIDED};
    bool has_sampled = false;

    for (size_t i = 0; i < claim->half_count && !claim->is_older; i++) {
        if (is_sampled(&claim->halves[i]))
            decide_half(result, claim->strategy, &claim->halves[i]);
        has_sampled |= is_sampled(&claim->halves[i]);
        outcomes[i] = claim->halves[i].outcome;
    }
    if (has_sampled)
        claim->verdict = report_verdict_of(outcomes, claim->half_count, claim->join);
    if (claim->verdict != REPORT_LEFT_TO_REPORT)
        return;
    claim->verdict = REPORT_NOT_MEASURED;
    claim->halves[0].evidence = "this corolab does not know the question";
    if (claim->is_older)
        claim->halves[0].evidence = "an older rule, which is gone, decided it; `corolab run --like FILE` measures it anew";
}

void report_claims_decide(struct report_result *result)
{
    for (size_t i = 0; i < result->claim_count; i++)
        decide(result, &result->claims[i]);
    report_claims_compare(result);
}
