/* SPDX-License-Identifier: MIT */
/* Owns the names of the blog's eight rows, and the walk over the claims. */
#include "report/analysis/blog_table.h"

const char *report_blog_row_name(unsigned row)
{
    static const char *const names[REPORT_BLOG_ROWS] = {
        "Box it (with default allocator)",
        "Box it with cache on caller side",
        "Inline it into the iterator",
        "Box it with cache on callee side",
        "Allocate maximal space",
        "Allocate some space, fallback",
        "Alloca on the caller side",
        "Side-stack",
    };

    return names[row - 1];
}

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

const char *report_claim_reason(const struct report_claim *claim)
{
    if (claim->verdict == REPORT_PROVED)
        return NULL;
    return claim->verdict == REPORT_REFUTED && claim->why[0] != '\0' ? claim->why : claim->evidence;
}

size_t report_prose_count(const struct report_result *result, enum report_verdict verdict)
{
    size_t count = 0;

    for (size_t i = 0; i < result->claim_count; i++)
        count += result->claims[i].row == 0 && result->claims[i].verdict == verdict;
    return count;
}

size_t report_blog_count(const struct report_result *result, enum report_verdict verdict)
{
    size_t count = 0;

    for (size_t i = 0; i < result->claim_count; i++) {
        const struct report_claim *claim = &result->claims[i];
        if (claim->row != 0 && claim->verdict == verdict && claim->strategy == report_blog_strategy(result, claim->row, 0))
            count++;
    }
    return count;
}

double report_blog_allocations(const struct report_result *result, size_t strategy)
{
    return report_result_median(result, strategy, report_result_workload(result, "ready"), REPORT_METRIC_ALLOCATIONS);
}
