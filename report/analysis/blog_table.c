/* SPDX-License-Identifier: MIT */
/* Names the blog's eight rows, walks their claims, and judges the claims about time. blog_table.h lists the three questions
 * about time; this file answers them and gives the evidence. */
#include "report/analysis/blog_table.h"
#include <stdio.h>
#include <string.h>
#include "report/analysis/sentence.h"

const char *const report_blog_rows[] = {
    "", "Box it (with default allocator)", "Box it with cache on caller side", "Inline it into the iterator",
    "Box it with cache on callee side", "Allocate maximal space", "Allocate some space, fallback", "Alloca on the caller side",
    "Side-stack",
};

size_t report_blog_strategy(const struct report_result *result, unsigned row, size_t from)
{
    size_t nearest = REPORT_NOT_FOUND;

    for (size_t i = 0; i < result->claim_count; i++) {
        const struct report_claim *claim = &result->claims[i];
        if (claim->row == row && claim->strategy >= from && claim->strategy < nearest)
            nearest = claim->strategy;
    }
    return nearest;
}

bool report_blog_has_any(const struct report_result *result)
{
    for (unsigned row = 1; row <= REPORT_BLOG_ROWS; row++)
        if (report_blog_strategy(result, row, 0) != REPORT_NOT_FOUND)
            return true;
    return false;
}

const struct report_claim *report_blog_claim(const struct report_result *result, unsigned row, size_t strategy,
                                             const struct report_claim *previous)
{
    for (size_t i = previous == NULL ? 0 : (size_t)(previous - result->claims) + 1; i < result->claim_count; i++)
        if (result->claims[i].row == row && result->claims[i].strategy == strategy)
            return &result->claims[i];
    return NULL;
}

size_t report_prose_count(const struct report_result *result, enum report_verdict verdict)
{
    size_t count = 0;

    for (size_t i = 0; i < result->claim_count; i++)
        count += result->claims[i].row == 0 && result->claims[i].verdict == verdict;
    return count;
}

double report_blog_allocations(const struct report_result *result, size_t strategy)
{
    return report_result_median(result, strategy, report_result_workload(result, "ready"), REPORT_METRIC_ALLOCATIONS);
}

/* How a strategy's time stands against the other dyn strategies that have one. */
struct standing {
    size_t others;
    size_t above;   /* how many of the others it is above, beyond the intervals */
    size_t below;   /* how many of them are above it */
};

static struct standing stand(const struct report_result *result, size_t strategy, size_t workload)
{
    const struct report_series *own = report_result_series(result, strategy, workload, REPORT_METRIC_TIME);
    struct standing standing = {0};

    for (size_t other = 0; other < result->strategy_count; other++) {
        const struct report_series *series = report_result_series(result, other, workload, REPORT_METRIC_TIME);
        if (other == strategy || series == NULL || !report_strategy_is_dyn(&result->strategies[other]))
            continue;
        standing.others++;
        standing.above += report_series_is_above(own, series);
        standing.below += report_series_is_above(series, own);
    }
    return standing;
}

enum standing_answer { ANSWERED_NO, ANSWERED_YES, UNDECIDED };

static enum standing_answer answer_fastest(struct standing standing)
{
    if (standing.above > 0)
        return ANSWERED_NO;
    return standing.others > 0 && standing.below == standing.others ? ANSWERED_YES : UNDECIDED;
}

static enum standing_answer answer_slow(struct standing standing)
{
    if (2 * standing.above > standing.others)
        return ANSWERED_YES;
    return standing.others > 0 && 2 * standing.below >= standing.others ? ANSWERED_NO : UNDECIDED;
}

static void settle(struct report_claim *claim, enum standing_answer answer)
{
    if (answer == UNDECIDED)
        claim->verdict = REPORT_OUT_OF_REACH;
    else
        claim->verdict = (answer == ANSWERED_YES) == claim->says_yes ? REPORT_PROVED : REPORT_REFUTED;
}

static const char *reservation(const struct report_claim *claim)
{
    return claim->verdict != REPORT_OUT_OF_REACH
               ? "" : "; the intervals overlap, lie within the noise floor, or have too few samples, to decide";
}

/* "17.2 ns an item on ready (16.9 to 17.5, n = 10)" */
static void describe(char words[160], const struct report_series *series, const char *workload)
{
    snprintf(words, 160, "%s an item on %.40s (%s to %s, n = %zu)", report_number_time(series->median).text, workload,
             report_number_time(series->interval.low).text, report_number_time(series->interval.high).text, series->count);
}

static void decide_by_all(const struct report_result *result, struct report_claim *claim, size_t workload, const char *own_words)
{
    struct standing standing = stand(result, claim->strategy, workload);

    settle(claim, strcmp(claim->probe, "time_fastest") == 0 ? answer_fastest(standing) : answer_slow(standing));
    snprintf(claim->computed, sizeof claim->computed, "%s: slower than %zu and faster than %zu of the %zu other dyn "
             "strategies%s.", own_words, standing.above, standing.below, standing.others, reservation(claim));
}

static void decide_by_one(const struct report_result *result, struct report_claim *claim, size_t workload,
                          const struct report_series *own, const char *own_words)
{
    const char *name = claim->against == NULL ? "" : claim->against;
    size_t other = report_result_strategy(result, name);
    const struct report_series *series = report_result_series(result, other, workload, REPORT_METRIC_TIME);
    char words[160];

    if (series == NULL) {
        snprintf(claim->computed, sizeof claim->computed, "This file has no time for %.60s to hold it against.", name);
        return;
    }
    describe(words, series, result->workloads[workload].name);
    settle(claim,
           report_series_is_above(own, series) ? ANSWERED_YES : report_series_is_above(series, own) ? ANSWERED_NO : UNDECIDED);
    snprintf(claim->computed, sizeof claim->computed, "%s; %.60s takes %s%s.", own_words, name, words, reservation(claim));
}

/* Takes the verdict back. Of a whole table of cells, some lie far apart by chance when there are so few samples. */
static void withdraw(struct report_claim *claim)
{
    size_t length = strlen(claim->computed);

    claim->verdict = REPORT_NOT_MEASURED;
    snprintf(claim->computed + length, sizeof claim->computed - length, " A run of so few rounds screens and gives no verdict.");
}

static void decide(const struct report_result *result, struct report_claim *claim)
{
    const char *on = claim->on == NULL ? "ready" : claim->on;
    size_t workload = report_result_workload(result, on);
    const struct report_series *own = report_result_series(result, claim->strategy, workload, REPORT_METRIC_TIME);
    char words[160];

    claim->evidence = claim->computed;
    claim->verdict = REPORT_NOT_MEASURED;
    if (own == NULL) {
        snprintf(claim->computed, sizeof claim->computed, "This file has no time on %.40s for it.", on);
        return;
    }
    describe(words, own, on);
    if (strcmp(claim->probe, "time_against") == 0)
        decide_by_one(result, claim, workload, own, words);
    else
        decide_by_all(result, claim, workload, words);
    if (report_run_is_screening(result) && claim->verdict != REPORT_NOT_MEASURED)
        withdraw(claim);
}

void report_claims_decide(struct report_result *result)
{
    for (size_t i = 0; i < result->claim_count; i++)
        if (strncmp(result->claims[i].probe, "time", strlen("time")) == 0)
            decide(result, &result->claims[i]);
}

const char *const report_verdict_words[] = {
    [REPORT_NOT_MEASURED] = "not measured", [REPORT_PROVED] = "proved", [REPORT_REFUTED] = "refuted",
    [REPORT_OUT_OF_REACH] = "out of reach",
};
