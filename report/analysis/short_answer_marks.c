/* SPDX-License-Identifier: MIT */
/* Finds what speaks for a place and against it: the needs that tell its rows from those of the other places. */
#include "report/analysis/short_answer.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/need.h"
#include "report/analysis/place.h"

enum { SHORT_NAMES = 30 };      /* bytes of the names that a mark has room for */

/* The rows of a place by their fit to a need. */
struct fits { size_t rows, of[REPORT_FITS]; };

/* Of all places, since a need tells a place from the others. */
struct table {
    const struct report_result *result;
    struct fits of[REPORT_PLACE_COUNT][REPORT_NEEDS];
};

static void fill(struct table *table, const struct report_result *result)
{
    *table = (struct table){.result = result};
    for (size_t i = 0; i < result->strategy_count; i++) {
        enum report_place place = result->strategies[i].lives.where;
        for (size_t need = 0; need < REPORT_NEEDS && report_answer_has(result, i, place, REPORT_ANSWER_ALL); need++) {
            table->of[place][need].rows++;
            table->of[place][need].of[report_need_fit(result, i, need, NULL)]++;
        }
    }
}

/* The share of the rows with that fit among those that were asked; NAN when no row was. */
static double share_of(const struct fits *fits, enum report_fit fit)
{
    size_t asked = fits->rows - fits->of[REPORT_FIT_UNKNOWN];

    return asked == 0 ? NAN : (double)fits->of[fit] / (double)asked;
}

/* How far the need tells the place from the others: its share over the mean of theirs. */
static double distinction(const struct table *table, enum report_place place, size_t need, enum report_fit fit)
{
    double own = share_of(&table->of[place][need], fit), others = 0;
    size_t count = 0;

    for (size_t i = 0; report_place_order[i] != REPORT_PLACE_UNKNOWN; i++) {
        double share = share_of(&table->of[report_place_order[i]][need], fit);
        if (report_place_order[i] == place || isnan(share))
            continue;
        others += share;
        count++;
    }
    return count == 0 ? 0 : own - others / (double)count;
}

/* The need in which the place differs most from the others, of those that all its rows fit, or that most of its rows do not;
 * `passed` is a set of needs to leave out. REPORT_NEEDS without any. */
static size_t most_distinct(const struct table *table, enum report_place place, enum report_fit fit, unsigned passed)
{
    size_t best = REPORT_NEEDS;
    double most = 0;

    for (size_t i = 0; i < REPORT_NEEDS; i++) {
        const struct fits *fits = &table->of[place][i];
        bool holds = fit == REPORT_FIT_YES ? fits->of[fit] == fits->rows : 2 * fits->of[fit] > fits->rows;
        double worth = holds && i != REPORT_NEED_TRAIT && !(passed >> i & 1) ? distinction(table, place, i, fit) : 0;
        if (worth > most) {
            most = worth;
            best = i;
        }
    }
    return best;
}

/* True when the row fits all needs apart from `missed`; REPORT_NEEDS for all. */
static bool fits_all_but(const struct report_result *result, size_t strategy, size_t missed)
{
    for (size_t i = 0; i < REPORT_NEEDS; i++)
        if (i != missed && report_need_fit(result, strategy, i, NULL) != REPORT_FIT_YES)
            return false;
    return true;
}

static bool fits_need(const struct report_result *result, size_t strategy, size_t need)
{
    return report_need_fit(result, strategy, need, NULL) == REPORT_FIT_YES;
}

static bool escapes(const struct report_result *result, size_t strategy, size_t need)
{
    enum report_fit fit = report_need_fit(result, strategy, need, NULL);

    return fit != REPORT_FIT_NO && fit != REPORT_FIT_UNKNOWN;
}

typedef bool chosen(const struct report_result *, size_t strategy, size_t need);

/* Adds the names of the place's rows that are chosen. Returns their count. */
static size_t add_names(const struct report_result *result, enum report_place place, chosen *is_chosen, size_t need,
                        struct report_text *names)
{
    size_t count = 0;

    for (size_t i = 0; i < result->strategy_count; i++)
        if (report_answer_has(result, i, place, REPORT_ANSWER_ALL) && is_chosen(result, i, need))
            report_text_format(names, count++ == 0 ? "%s" : ", %s", result->strategies[i].name);
    return count;
}

/* Adds "no heap: frame_stack", or "no heap: 3 of 6 rows", where some rows fit and others do not. This is the
 * need that asks most of a place. */
static bool say_some(const struct table *table, enum report_place place, struct report_text *text)
{
    struct report_text names = {0};
    size_t count = add_names(table->result, place, fits_need, REPORT_NEED_NO_HEAP, &names);
    size_t rows = table->of[place][REPORT_NEED_NO_HEAP].rows;
    bool is_some = count > 0 && count < rows;

    if (is_some && names.length <= SHORT_NAMES)
        report_text_format(text, "%s: %s", report_needs[REPORT_NEED_NO_HEAP].heading, names.bytes);
    else if (is_some)
        report_text_format(text, "%s: %zu of %zu rows", report_needs[REPORT_NEED_NO_HEAP].heading, count, rows);
    report_text_fini(&names);
    return is_some;
}

/* Adds "every need but “no heap”: type_slot, type_pool" for rows that refuse nothing else. */
static bool say_best(const struct table *table, enum report_place place, size_t missed, struct report_text *text)
{
    struct report_text names = {0};
    size_t count = add_names(table->result, place, fits_all_but, missed, &names), rows = table->of[place][0].rows;

    if (count > 0) {
        report_text_add(text, "every need");
        if (missed != REPORT_NEEDS)
            report_text_format(text, " but “%s”", report_needs[missed].heading);
        if (names.length <= SHORT_NAMES)
            report_text_format(text, ": %s", names.bytes);
        else
            report_text_format(text, ": %zu of %zu rows", count, rows);
    }
    report_text_fini(&names);
    return count > 0;
}

/* Adds up to `most` needs that all rows of the place fit. */
static void say_common(const struct table *table, enum report_place place, size_t most, struct report_text *text)
{
    unsigned passed = 0;

    for (; most > 0; most--) {
        size_t need = most_distinct(table, place, REPORT_FIT_YES, passed);
        if (need == REPORT_NEEDS)
            return;
        report_text_format(text, passed == 0 ? "%s" : ", %s", report_needs[need].label);
        passed |= 1u << need;
    }
}

/* Adds "the caller must know the strategy", with the rows for which that does not hold, or the count of those for which it
 * does. */
static void say_against(const struct table *table, enum report_place place, size_t need, struct report_text *text)
{
    struct report_text names = {0};
    size_t count = add_names(table->result, place, escapes, need, &names);
    const struct fits *fits = &table->of[place][need];

    report_text_add(text, report_needs[need].reason);
    if (count > 0 && names.length <= SHORT_NAMES)
        report_text_format(text, ", except for %s", names.bytes);
    else if (fits->of[REPORT_FIT_NO] < fits->rows)
        report_text_format(text, ": %zu of %zu rows", fits->of[REPORT_FIT_NO], fits->rows);
    report_text_fini(&names);
}

void report_answer_find_marks(const struct report_result *result, enum report_place place, struct report_answer_marks *marks)
{
    struct table table;

    fill(&table, result);
    *marks = (struct report_answer_marks){0};
    bool has_some = say_some(&table, place, &marks->plus[1]);
    size_t against = most_distinct(&table, place, REPORT_FIT_NO, has_some ? 1u << REPORT_NEED_NO_HEAP : 0);

    if (!say_best(&table, place, against, &marks->plus[0]))
        say_common(&table, place, has_some ? 1 : 2, &marks->plus[0]);
    if (against != REPORT_NEEDS)
        say_against(&table, place, against, &marks->minus);
}

void report_answer_marks_fini(struct report_answer_marks *marks)
{
    report_text_fini(&marks->plus[0]);
    report_text_fini(&marks->plus[1]);
    report_text_fini(&marks->minus);
}
