/* SPDX-License-Identifier: MIT */
/* Owns the choice and the order of the rows that fit. */
#include "report/analysis/advice.h"
#include <math.h>
#include <stdlib.h>

/* Asks the row for every need. */
static struct report_advised ask(const struct report_result *result, size_t strategy, const struct report_advice *advice)
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

/* Puts an answer among the rows, and a dyn row of another trait among the others if it fits. */
static void add(const struct report_result *result, size_t strategy, struct report_advice *advice)
{
    struct report_advised row = ask(result, strategy, advice);

    if (report_strategy_keeps_trait(&result->strategies[strategy]))
        advice->rows[advice->count++] = row;
    else if (report_strategy_is_dyn(&result->strategies[strategy]) && class_of(row.fit) == 0)
        advice->others[advice->other_count++] = row;
}

void report_advice_make(const struct report_result *result, unsigned needs, const struct report_rank *rank,
                        struct report_advice *advice)
{
    bool belongs[REPORT_LONGEST_TABLE] = {false};

    *advice = (struct report_advice){.needs = needs, .rank = *rank};
    for (size_t i = 0; i < result->strategy_count; i++)
        add(result, i, advice);
    qsort(advice->rows, advice->count, sizeof advice->rows[0], compare_rows);
    qsort(advice->others, advice->other_count, sizeof advice->others[0], compare_rows);
    while (advice->fitting < advice->count && advice->rows[advice->fitting].fit <= REPORT_FIT_FALLS_BACK)
        belongs[advice->rows[advice->fitting++].strategy] = true;
    report_rank_lead(result, rank, belongs, &advice->leaders);
}

size_t report_advised_lacks(const struct report_advised *row) { return (size_t)__builtin_popcount(row->missing); }

size_t report_advice_nearest(const struct report_advice *advice)
{
    size_t least = 0;

    for (size_t i = advice->fitting; i < advice->count; i++) {
        size_t lacks = report_advised_lacks(&advice->rows[i]);
        if (advice->rows[i].fit == REPORT_FIT_NO && (least == 0 || lacks < least))
            least = lacks;
    }
    return least;
}

size_t report_advice_rows_without(const struct report_advice *advice, enum report_fit fit, size_t need)
{
    size_t count = 0;

    for (size_t i = advice->fitting; i < advice->count; i++)
        count += advice->rows[i].fit == fit && (advice->rows[i].missing & 1u << need) != 0;
    return count;
}

size_t report_advice_strictest(const struct report_advice *advice)
{
    size_t strictest = REPORT_NOT_FOUND, most = 0;

    for (size_t i = 0; i < REPORT_NEEDS; i++) {
        size_t count = report_advice_rows_without(advice, REPORT_FIT_NO, i);
        strictest = count > most ? i : strictest;
        most = count > most ? count : most;
    }
    return strictest;
}
