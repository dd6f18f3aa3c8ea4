/* SPDX-License-Identifier: MIT */
/* Compares what runs say of pairs of rows, and of claims. */
#include "report/analysis/runs.h"
#include <math.h>
#include <string.h>
#include "report/analysis/blog_table.h"

/* The rows that stand for the answers: the posts' eight, the two bounds, and two stacks. */
static const char *const anchors[REPORT_RUN_ANCHORS] = {
    "static_dispatch", "poll_next", "box", "caller_cached_box", "inline_slot", "callee_cached_box", "max_space",
    "scratch_or_box/128", "caller_alloca", "side_stack/param", "stackful/fcontext", "stackful/native",
};
const char *const report_run_workloads[] = {"ready", "pending/8", "depth/4", NULL};

static const struct report_series *time_of(const struct report_result *result, const char *row, const char *workload)
{
    size_t strategy = report_result_strategy(result, row), on = report_result_workload(result, workload);

    if (strategy == REPORT_NOT_FOUND || on == REPORT_NOT_FOUND)
        return NULL;
    return report_result_series(result, strategy, on, REPORT_METRIC_TIME);
}

int report_runs_direction(const struct report_result *result, const char *row, const char *other, const char *workload)
{
    const struct report_series *one = time_of(result, row, workload), *two = time_of(result, other, workload);

    if (one == NULL || two == NULL)
        return 0;
    return report_series_is_above(one, two) - report_series_is_above(two, one);
}

static void swap(struct report_run_pair *pair)
{
    const char *row = pair->row;
    double low = pair->low;

    pair->row = pair->other;
    pair->other = row;
    pair->low = 1 / pair->high;
    pair->high = 1 / low;
}

/* Reads one pair from all runs; false when no run has it. */
static bool read_pair(const struct report_result *const *results, size_t count, const char *workload,
                      struct report_run_pair *pair)
{
    size_t below = 0, above = 0, having = 0;
    int first = 0;

    pair->low = INFINITY;
    pair->high = 0;
    for (size_t i = 0; i < count; i++) {
        const struct report_series *one = time_of(results[i], pair->row, workload);
        const struct report_series *two = time_of(results[i], pair->other, workload);
        if (one == NULL || two == NULL || !(one->median > 0) || !(two->median > 0))
            continue;
        int direction = report_runs_direction(results[i], pair->row, pair->other, workload);
        having++;
        below += direction < 0;
        above += direction > 0;
        first = first == 0 ? direction : first;
        pair->low = fmin(pair->low, one->median / two->median);
        pair->high = fmax(pair->high, one->median / two->median);
    }
    pair->outcome = below > 0 && above > 0 ? REPORT_RUN_FLIPS : having < count ? REPORT_RUN_ABSENT
                    : below + above == count ? REPORT_RUN_HOLDS : REPORT_RUN_UNRESOLVED;
    if (first > 0)
        swap(pair);
    return having > 0;
}

size_t report_runs_pairs(const struct report_result *const *results, size_t count, const char *workload,
                         struct report_run_pair pairs[REPORT_RUN_PAIRS])
{
    size_t found = 0;

    for (size_t i = 0; i < REPORT_RUN_ANCHORS; i++)
        for (size_t j = i + 1; j < REPORT_RUN_ANCHORS; j++) {
            pairs[found] = (struct report_run_pair){.row = anchors[i], .other = anchors[j]};
            found += read_pair(results, count, workload, &pairs[found]);
        }
    return found;
}

/* The result's claim about that row, in these words; NULL for none. */
static const struct report_claim *claim_of(const struct report_result *result, const char *row, const char *quote)
{
    for (size_t i = 0; i < result->claim_count && i < REPORT_RUN_CLAIMS; i++) {
        const struct report_claim *claim = &result->claims[i];
        if (strcmp(claim->quote, quote) == 0 && strcmp(result->strategies[claim->strategy].name, row) == 0)
            return claim;
    }
    return NULL;
}

enum report_verdict report_runs_verdict(const struct report_result *result, const struct report_run_claim *claim)
{
    const struct report_claim *here = claim_of(result, claim->row, claim->quote);

    return here == NULL || here->verdict == REPORT_TOO_FEW_SAMPLES ? REPORT_NOT_MEASURED : here->verdict;
}

static enum report_run_outcome outcome_of(const struct report_result *const *results, size_t count,
                                          const struct report_run_claim *claim)
{
    enum report_verdict common = REPORT_NOT_MEASURED;
    size_t measured = 0;

    for (size_t i = 0; i < count; i++) {
        enum report_verdict verdict = report_runs_verdict(results[i], claim);
        if (verdict == REPORT_NOT_MEASURED)
            continue;
        if (measured > 0 && verdict != common)
            return REPORT_RUN_FLIPS;
        common = verdict;
        measured++;
    }
    return measured == count ? REPORT_RUN_HOLDS : measured > 0 ? REPORT_RUN_UNRESOLVED : REPORT_RUN_ABSENT;
}

/* A claim is of the first run that has it: true when no run before has. */
static bool is_new(const struct report_result *const *results, size_t run, const struct report_run_claim *claim)
{
    for (size_t i = 0; i < run; i++)
        if (claim_of(results[i], claim->row, claim->quote) != NULL)
            return false;
    return true;
}

size_t report_runs_claims(const struct report_result *const *results, size_t count,
                          struct report_run_claim claims[REPORT_RUN_CLAIMS])
{
    size_t found = 0;

    for (size_t run = 0; run < count; run++)
        for (size_t i = 0; i < results[run]->claim_count && i < REPORT_RUN_CLAIMS && found < REPORT_RUN_CLAIMS; i++) {
            const struct report_claim *here = &results[run]->claims[i];
            struct report_run_claim claim = {results[run]->strategies[here->strategy].name, here->quote, REPORT_RUN_ABSENT};
            if (report_claim_counting(results[run], here) != REPORT_COUNTED || !is_new(results, run, &claim))
                continue;
            claim.outcome = outcome_of(results, count, &claim);
            claims[found++] = claim;
        }
    return found;
}
