/* SPDX-License-Identifier: MIT */
/* Owns the blog's eight rows and their match with strategies. */
#include "report/blog_table.h"

const char *coro_blog_row_name(unsigned row)
{
    static const char *const names[CORO_BLOG_ROWS] = {
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

size_t coro_blog_strategy(const struct coro_result *result, unsigned row, size_t from)
{
    size_t nearest = CORO_NOT_FOUND;

    for (size_t i = 0; i < result->claim_count; i++) {
        const struct coro_claim *claim = &result->claims[i];
        if (claim->row == row && claim->strategy >= from && claim->strategy < nearest)
            nearest = claim->strategy;
    }
    return nearest;
}

bool coro_blog_has_any(const struct coro_result *result)
{
    for (unsigned row = 1; row <= CORO_BLOG_ROWS; row++)
        if (coro_blog_strategy(result, row, 0) != CORO_NOT_FOUND)
            return true;
    return false;
}

const struct coro_claim *coro_blog_claim(const struct coro_result *result, unsigned row, size_t strategy, size_t from)
{
    for (size_t i = from; i < result->claim_count; i++)
        if (result->claims[i].row == row && result->claims[i].strategy == strategy)
            return &result->claims[i];
    return NULL;
}

const char *coro_claim_reason(const struct coro_claim *claim)
{
    if (claim->verdict == CORO_PROVED)
        return NULL;
    return claim->verdict == CORO_REFUTED && claim->why[0] != '\0' ? claim->why : claim->evidence;
}

size_t coro_prose_count(const struct coro_result *result, enum coro_verdict verdict)
{
    size_t count = 0;

    for (size_t i = 0; i < result->claim_count; i++)
        count += result->claims[i].row == 0 && result->claims[i].verdict == verdict;
    return count;
}

size_t coro_blog_after(const struct coro_result *result, const struct coro_claim *claim)
{
    return (size_t)(claim - result->claims) + 1;
}

size_t coro_blog_count(const struct coro_result *result, enum coro_verdict verdict)
{
    size_t count = 0;

    for (size_t i = 0; i < result->claim_count; i++) {
        const struct coro_claim *claim = &result->claims[i];
        if (claim->row != 0 && claim->verdict == verdict && claim->strategy == coro_blog_strategy(result, claim->row, 0))
            count++;
    }
    return count;
}

double coro_blog_allocations(const struct coro_result *result, size_t strategy)
{
    return coro_result_median(result, strategy, coro_result_workload(result, "ready"), CORO_METRIC_ALLOCATIONS);
}
