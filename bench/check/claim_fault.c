/* SPDX-License-Identifier: MIT */
/* The rules of strategies/claim.h that no compiler checks. A row that a claim names may be missing: deleting a strategy leaves
 * the claims of others not measured. */
#include <math.h>
#include <string.h>
#include "bench/check/scorecard.h"
#include "report/analysis/blog_table.h"

static bool is_sampled(const struct half *half) { return questions[question_of(half->probe)].is_open; }

/* A build to try rows leaves most workloads out. */
#ifdef TABLE_IS_PARTIAL
static bool has_workload(const char *name) { return name == NULL || name[0] != '\0'; }
#else
static bool has_workload(const char *name) { return name == NULL || table_find_workload(name) != NULL; }
#endif

/* Held against its own time, on the same workload. */
static bool is_against_itself(const struct row_card *card, const struct half *half)
{
    const char *of = half->of ? half->of : card->name, *on = half->on ? half->on : "ready";
    return half->against && strcmp(half->against, of) == 0 && (half->against_on == NULL || strcmp(half->against_on, on) == 0);
}

static const char *time_fault(const struct row_card *card, const struct half *half)
{
    if (half->probe != PROBE_time_against)
        return half->against || half->against_on || half->ratio != 0 ? "only PROBE_time_against has .against and .ratio" : NULL;
    if (half->against == NULL || !(half->ratio > 0) || !isfinite(half->ratio))
        return "PROBE_time_against needs the row .against and a .ratio above 0";
    return is_against_itself(card, half) ? "a row's time is held against itself" : NULL;
}

static const char *half_fault(const struct row_card *card, const struct half *half)
{
    if (half->probe >= PROBE_COUNT)
        return "a claim of two halves needs a probe for each";
    if (half->on && !is_sampled(half))
        return "a probe decides it, so that it names no workload";
    if (!has_workload(half->on) || !has_workload(half->against_on))
        return "it names a workload that is not in the table";
    return time_fault(card, half);
}

static const char *whole_fault(const struct claim *claim)
{
    bool has_second = claim->otherwise.under || claim->also.under;
    if (claim->row > REPORT_BLOG_ROWS || claim->source == NULL)
        return "it needs a .row of 0 to 8 and a source";
    if (claim->otherwise.under && claim->also.under)
        return "it has .otherwise and .also: a claim has two halves at most";
    if (claim->probe == PROBE_none)
        return has_second || claim->why == NULL ? "PROBE_none needs the reason in .why, and no second half" : NULL;
    return has_second && claim->under == NULL ? "its first half has no .under" : NULL;
}

const char *claim_fault(const struct row_card *card, const struct claim *claim)
{
    const char *fault = whole_fault(claim);
    for (size_t i = 0; i < claim_half_count(claim) && !fault && claim->probe != PROBE_none; i++) {
        struct half half = claim_half(claim, i);
        fault = half_fault(card, &half);
    }
    return fault;
}
