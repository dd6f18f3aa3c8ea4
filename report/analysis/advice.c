/* SPDX-License-Identifier: MIT */
/* Owns the choice and the order of the rows that fit. */
#include "report/analysis/advice.h"
#include <math.h>
#include <stdlib.h>

/* Asks the row for every need, and counts its refusals. */
static struct report_advised ask(const struct report_result *result, size_t strategy, struct report_advice *advice)
{
    struct report_advised row = {.strategy = strategy, .fit = REPORT_FIT_YES,
                                 .value = report_rank_value(result, &advice->rank, strategy)};

    for (size_t need = 0; need < REPORT_NEEDS; need++) {
        if ((advice->needs & 1u << need) == 0)
            continue;
        enum report_fit fit = report_need_fit(result, strategy, need, NULL);
        row.falls_back |= fit == REPORT_FIT_FALLS_BACK ? 1u << need : 0;
        row.missing = fit > row.fit ? 0 : row.missing;
        row.fit = fit > row.fit ? fit : row.fit;
        row.missing |= fit == row.fit && fit >= REPORT_FIT_UNKNOWN ? 1u << need : 0;
        advice->refused[need] += fit == REPORT_FIT_NO;
        advice->unknown[need] += fit == REPORT_FIT_UNKNOWN;
    }
    return row;
}

/* Rows that fit come first, whether as they are or in another way; then those that are not measured. */
static int class_of(enum report_fit fit) { return fit <= REPORT_FIT_FALLS_BACK ? 0 : (int)fit; }

static int compare_rows(const void *left, const void *right)
{
    const struct report_advised *a = left, *b = right;

    if (class_of(a->fit) != class_of(b->fit))
        return class_of(a->fit) < class_of(b->fit) ? -1 : 1;
    if (isnan(a->value) != isnan(b->value))
        return isnan(a->value) ? 1 : -1;
    if (class_of(a->fit) == 0 && a->value != b->value && !isnan(a->value))
        return a->value < b->value ? -1 : 1;
    return (a->strategy > b->strategy) - (a->strategy < b->strategy);
}

void report_advice_make(const struct report_result *result, unsigned needs, const struct report_rank *rank,
                        struct report_advice *advice)
{
    bool belongs[REPORT_LONGEST_TABLE] = {false};

    *advice = (struct report_advice){.needs = needs, .rank = *rank};
    for (size_t i = 0; i < result->strategy_count; i++)
        if (report_strategy_is_dyn(&result->strategies[i]))
            advice->rows[advice->count++] = ask(result, i, advice);
    qsort(advice->rows, advice->count, sizeof advice->rows[0], compare_rows);
    while (advice->fitting < advice->count && advice->rows[advice->fitting].fit <= REPORT_FIT_FALLS_BACK)
        belongs[advice->rows[advice->fitting++].strategy] = true;
    report_rank_lead(result, rank, belongs, &advice->leaders);
}

size_t report_advice_strictest(const struct report_advice *advice)
{
    size_t strictest = REPORT_NOT_FOUND;

    for (size_t i = 0; i < REPORT_NEEDS; i++)
        if (advice->refused[i] > 0 && (strictest == REPORT_NOT_FOUND || advice->refused[i] > advice->refused[strictest]))
            strictest = i;
    return strictest;
}
