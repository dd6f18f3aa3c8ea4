/* SPDX-License-Identifier: MIT */
/* Owns the verdicts that rest on time. */
#include "report/decision.h"
#include <stdio.h>
#include <string.h>
#include "report/environment.h"
#include "report/number.h"

/* How a strategy's time stands against the other dyn strategies that have one. */
struct standing {
    size_t others;
    size_t above;   /* how many of the others it is above, beyond the intervals */
    size_t below;   /* how many of them are above it */
};

static struct standing stand(const struct coro_result *result, size_t strategy, size_t workload)
{
    const struct coro_series *own = coro_result_series(result, strategy, workload, CORO_METRIC_TIME);
    struct standing standing = {0};

    for (size_t other = 0; other < result->strategy_count; other++) {
        const struct coro_series *series = coro_result_series(result, other, workload, CORO_METRIC_TIME);
        if (other == strategy || series == NULL || !coro_strategy_is_dyn(&result->strategies[other]))
            continue;
        standing.others++;
        standing.above += coro_series_is_above(own, series);
        standing.below += coro_series_is_above(series, own);
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

static void settle(struct coro_claim *claim, enum standing_answer answer)
{
    if (answer == UNDECIDED)
        claim->verdict = CORO_OUT_OF_REACH;
    else
        claim->verdict = (answer == ANSWERED_YES) == claim->says_yes ? CORO_PROVED : CORO_REFUTED;
}

static const char *reservation(const struct coro_claim *claim)
{
    return claim->verdict != CORO_OUT_OF_REACH
               ? "" : "; the intervals overlap, lie within the noise floor, or have too few samples, to decide";
}

/* "17.2 ns an item on ready (16.9 to 17.5, n = 10)" */
static void describe(char words[160], const struct coro_series *series, const char *workload)
{
    snprintf(words, 160, "%s an item on %.40s (%s to %s, n = %zu)", coro_number_time(series->median).text, workload,
             coro_number_time(series->interval.low).text, coro_number_time(series->interval.high).text, series->count);
}

static void decide_by_all(const struct coro_result *result, struct coro_claim *claim, size_t workload, const char *own_words)
{
    struct standing standing = stand(result, claim->strategy, workload);

    settle(claim, strcmp(claim->probe, "time_fastest") == 0 ? answer_fastest(standing) : answer_slow(standing));
    snprintf(claim->computed, sizeof claim->computed,
             "%s: slower than %zu and faster than %zu of the %zu other dyn strategies%s.", own_words, standing.above,
             standing.below, standing.others, reservation(claim));
}

static void decide_by_one(const struct coro_result *result, struct coro_claim *claim, size_t workload,
                          const struct coro_series *own, const char *own_words)
{
    const char *name = claim->against == NULL ? "" : claim->against;
    size_t other = coro_result_strategy(result, name);
    const struct coro_series *series = coro_result_series(result, other, workload, CORO_METRIC_TIME);
    char words[160];

    if (series == NULL) {
        snprintf(claim->computed, sizeof claim->computed, "This file has no time for %.60s to hold it against.", name);
        return;
    }
    describe(words, series, result->workloads[workload].name);
    settle(claim, coro_series_is_above(own, series)   ? ANSWERED_YES
                  : coro_series_is_above(series, own) ? ANSWERED_NO
                                                      : UNDECIDED);
    snprintf(claim->computed, sizeof claim->computed, "%s; %.60s takes %s%s.", own_words, name, words, reservation(claim));
}

/* What so few samples suggest is no verdict, however far apart they are: over a whole table of cells, some are so by chance. */
static void withdraw(struct coro_claim *claim)
{
    size_t length = strlen(claim->computed);

    claim->verdict = CORO_NOT_TESTED;
    snprintf(claim->computed + length, sizeof claim->computed - length, " A run of so few rounds screens and gives no verdict.");
}

static void decide(const struct coro_result *result, struct coro_claim *claim)
{
    const char *on = claim->on == NULL ? "ready" : claim->on;
    size_t workload = coro_result_workload(result, on);
    const struct coro_series *own = coro_result_series(result, claim->strategy, workload, CORO_METRIC_TIME);
    char words[160];

    claim->evidence = claim->computed;
    claim->verdict = CORO_OUT_OF_REACH;
    if (own == NULL) {
        snprintf(claim->computed, sizeof claim->computed, "This file has no time on %.40s for it.", on);
        return;
    }
    describe(words, own, on);
    if (strcmp(claim->probe, "time_against") == 0)
        decide_by_one(result, claim, workload, own, words);
    else
        decide_by_all(result, claim, workload, words);
    if (coro_run_is_screening(result))
        withdraw(claim);
}

void coro_claims_decide(struct coro_result *result)
{
    for (size_t i = 0; i < result->claim_count; i++)
        if (strncmp(result->claims[i].probe, "time", strlen("time")) == 0)
            decide(result, &result->claims[i]);
}

const char *coro_verdict_words(enum coro_verdict verdict)
{
    static const char *const words[] = {
        [CORO_NOT_TESTED] = "not tested yet",
        [CORO_PROVED] = "proved",
        [CORO_REFUTED] = "refuted",
        [CORO_OUT_OF_REACH] = "out of reach",
    };

    return words[verdict];
}
