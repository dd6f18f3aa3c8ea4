/* SPDX-License-Identifier: MIT */
/* Owns the search for the claims of the blog's table, and for those that repeat another's decision. The claims of the table come
 * first: a claim of the prose that asks the same is the repetition. */
#include <stdlib.h>
#include "report/analysis/blog_table.h"
#include "report/analysis/claim_decision.h"
#include "report/analysis/decision.h"
#include "report/base/memory.h"

/* NULL for a claim that is counted as no decision. */
static char *key_of(const struct report_result *result, const struct report_claim *claim)
{
    struct report_half_question questions[2];

    if (claim->verdict == REPORT_OUT_OF_REACH || claim->is_by_construction || claim->half_count == 0)
        return NULL;
    for (size_t i = 0; i < claim->half_count; i++) {
        const struct report_half *half = &claim->halves[i];
        const char *row = half->of == NULL ? result->strategies[claim->strategy].name : half->of;
        questions[i] = (struct report_half_question){row, half->probe, half->on, half->against, half->against_on, half->ratio,
                                                     half->says_yes};
    }
    return report_decision_key(questions, claim->half_count, claim->join);
}

static void find_table(struct report_result *result)
{
    size_t strategies[REPORT_BLOG_ROWS + 1];

    for (unsigned row = 1; row <= REPORT_BLOG_ROWS; row++)
        strategies[row] = report_blog_strategy(result, row, 0);
    for (size_t i = 0; i < result->claim_count; i++) {
        struct report_claim *claim = &result->claims[i];
        claim->is_of_table = claim->row != 0 && claim->strategy == strategies[claim->row];
    }
}

void report_claims_compare(struct report_result *result)
{
    size_t count = result->claim_count;
    struct report_decision *decisions = report_allocate_zeroed(count, sizeof *decisions);

    find_table(result);
    for (size_t i = 0; i < count; i++) {
        const struct report_claim *claim = &result->claims[i];
        decisions[i] = (struct report_decision){.key = key_of(result, claim), .claim = i,
                                                .rank = claim->is_of_table ? i : count + i};
    }
    report_decisions_compare(decisions, count);
    for (size_t i = 0; i < count; i++) {
        result->claims[decisions[i].claim].first = decisions[i].first;
        free(decisions[i].key);
    }
    free(decisions);
}
