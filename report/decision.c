/* SPDX-License-Identifier: MIT */
/* Owns the verdicts that rest on time. */
#include "report/decision.h"
#include <stdio.h>
#include <string.h>
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

static enum coro_verdict judge(const struct coro_claim *claim, struct standing standing)
{
    size_t against = claim->is_downside ? standing.below : standing.above;
    size_t in_favour = claim->is_downside ? standing.above : standing.below;

    if (strstr(claim->quote, "most efficient") != NULL) {
        if (standing.above > 0)
            return CORO_REFUTED;
        return standing.others > 0 && standing.below == standing.others ? CORO_PROVED : CORO_NOT_TESTED;
    }
    if (2 * in_favour > standing.others)
        return CORO_PROVED;
    return 2 * against > standing.others ? CORO_REFUTED : CORO_NOT_TESTED;
}

static void decide(const struct coro_result *result, struct coro_claim *claim)
{
    size_t ready = coro_result_workload(result, "ready");
    const struct coro_series *own = coro_result_series(result, claim->strategy, ready, CORO_METRIC_TIME);
    struct standing standing;

    claim->evidence = claim->computed;
    claim->verdict = CORO_NOT_TESTED;
    if (own == NULL) {
        snprintf(claim->computed, sizeof claim->computed, "This file has no time on ready for it.");
        return;
    }
    standing = stand(result, claim->strategy, ready);
    claim->verdict = judge(claim, standing);
    snprintf(claim->computed, sizeof claim->computed,
             "%s an item on ready (%s to %s, n = %zu): slower than %zu and faster than %zu of the %zu other dyn "
             "strategies%s.",
             coro_number_time(own->median).text, coro_number_time(own->interval.low).text,
             coro_number_time(own->interval.high).text, own->count, standing.above, standing.below, standing.others,
             claim->verdict == CORO_NOT_TESTED ? "; the other intervals overlap, or have too few samples, to decide" : "");
}

void coro_claims_decide(struct coro_result *result)
{
    for (size_t i = 0; i < result->claim_count; i++)
        if (strcmp(result->claims[i].probe, "time") == 0)
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
