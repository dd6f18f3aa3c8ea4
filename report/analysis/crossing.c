/* SPDX-License-Identifier: MIT */
/* Owns the comparison of two rows over a sweep, and its sentence. */
#include "report/analysis/crossing.h"
#include <math.h>
#include <string.h>
#include "report/analysis/public_answer.h"
#include "report/analysis/row_bytes.h"

/* True when the series is above the other beyond the noise of its metric: bytes have no noise floor, and few samples. */
static bool is_above(const struct report_series *series, const struct report_series *other, bool is_of_memory)
{
    double larger = fmax(series->median, other->median);

    if (!is_of_memory)
        return report_series_is_above(series, other);
    return series->median - other->median > fmax(REPORT_SAME_TASK_BYTES, REPORT_SAME_BYTES_SHARE * larger);
}

static enum report_order order_of(const struct report_series *row, const struct report_series *other, bool is_of_memory)
{
    if (row == NULL || other == NULL)
        return REPORT_ORDER_UNKNOWN;
    if (!is_of_memory && (row->count < REPORT_FEWEST_SAMPLES || other->count < REPORT_FEWEST_SAMPLES))
        return REPORT_ORDER_UNKNOWN;
    if (is_above(row, other, is_of_memory))
        return REPORT_ORDER_ABOVE;
    return is_above(other, row, is_of_memory) ? REPORT_ORDER_BELOW : REPORT_ORDER_SAME;
}

void report_crossing_find(const struct report_result *result, const struct report_sweep *sweep, enum report_sweep_row row,
                          enum report_sweep_row other, struct report_crossing *crossing)
{
    size_t decided = REPORT_NOT_FOUND;      /* the last size where the two are told apart */

    *crossing = (struct report_crossing){0};
    for (size_t i = 0; i < sweep->count; i++) {
        enum report_order order = order_of(report_sweep_series(result, sweep, row, i),
                                           report_sweep_series(result, sweep, other, i), sweep->is_of_memory);
        crossing->orders[i] = order;
        if (order == REPORT_ORDER_UNKNOWN)
            continue;
        if (!crossing->is_compared)
            crossing->first = i;
        crossing->is_compared = true;
        crossing->last = i;
        if (order == REPORT_ORDER_SAME)
            continue;
        if (decided != REPORT_NOT_FOUND && crossing->orders[decided] != order)
            crossing->brackets[crossing->count++] = (struct report_bracket){decided, i};
        decided = i;
    }
}

/* The order at the last size where the two are told apart; SAME when there is no such size. */
static enum report_order final_order(const struct report_crossing *crossing)
{
    enum report_order order = REPORT_ORDER_SAME;

    for (size_t i = crossing->first; i <= crossing->last; i++)
        if (crossing->orders[i] == REPORT_ORDER_BELOW || crossing->orders[i] == REPORT_ORDER_ABOVE)
            order = crossing->orders[i];
    return order;
}

static bool is_same(const struct report_crossing *a, const struct report_crossing *b)
{
    return a->is_compared == b->is_compared && a->first == b->first && a->last == b->last &&
           memcmp(a->orders, b->orders, sizeof a->orders) == 0;
}

/* Adds "type_pool, poll_next and box": the rows with the crossing of row `first`. */
static void say_rows(const struct report_result *result, const struct report_sweep *sweep,
                     const struct report_crossing *crossings, size_t first, struct report_text *text)
{
    size_t left = 0;

    for (size_t i = first; i < REPORT_SWEEP_STACK; i++)
        left += is_same(&crossings[i], &crossings[first]);
    for (size_t i = first; i < REPORT_SWEEP_STACK; i++)
        if (is_same(&crossings[i], &crossings[first]))
            report_text_format(text, "%s%s", result->strategies[sweep->rows[i]].name,
                               --left > 1 ? ", " : left == 1 ? " and " : "");
}

/* True for a size where the two are told apart, or, as `is_told` asks, where they are not. */
static bool belongs(const struct report_crossing *crossing, size_t size, bool is_told)
{
    enum report_order order = crossing->orders[size];

    return is_told ? order == REPORT_ORDER_BELOW || order == REPORT_ORDER_ABOVE : order == REPORT_ORDER_SAME;
}

/* Adds " at 4", " from 4 to 16" or " at 1 and from 16 to 64": the sizes that belong. Returns how many. */
static size_t say_sizes(const struct report_sweep *sweep, const struct report_crossing *crossing, bool is_told,
                        struct report_text *text)
{
    const char *separator = "";
    size_t count = 0;

    for (size_t i = crossing->first; i <= crossing->last; i++) {
        size_t last = i;
        if (!belongs(crossing, i, is_told))
            continue;
        while (last < crossing->last && belongs(crossing, last + 1, is_told))
            last++;
        report_text_format(text, last > i ? "%s from %s" : "%s at %s", separator, report_sweep_size(sweep, i).text);
        if (last > i)
            report_text_format(text, " to %s", report_sweep_size(sweep, last).text);
        separator = " and";
        count += last - i + 1;
        i = last;
    }
    return count;
}

/* Adds " between 4 and 16", once for each crossing. */
static void say_brackets(const struct report_sweep *sweep, const struct report_crossing *crossing, struct report_text *text)
{
    for (size_t i = 0; i < crossing->count; i++)
        report_text_format(text, "%s between %s and %s", i == 0 ? "" : i + 1 < crossing->count ? "," : " and",
                           report_sweep_size(sweep, crossing->brackets[i].from).text,
                           report_sweep_size(sweep, crossing->brackets[i].to).text);
}

static bool ends_with_one(const struct report_text *text)
{
    return text->length >= 5 && strcmp(text->bytes + text->length - 5, " at 1") == 0;
}

/* Adds " between 4 and 16 adapters deep, not told apart at 8", or " from 1 to 16 adapters deep". Only the first such clause of a
 * paragraph has the unit. Where the samples leave room for a crossing, says that they show none. */
static void say_crossing(const struct report_sweep *sweep, const struct report_crossing *crossing, bool is_first,
                         struct report_text *text)
{
    bool is_told = final_order(crossing) != REPORT_ORDER_SAME, has_doubt;
    size_t length;

    if (crossing->count > 0)
        say_brackets(sweep, crossing, text);
    else
        say_sizes(sweep, crossing, is_told, text);
    if (is_first)
        report_text_add(text, ends_with_one(text) && sweep->unit_of_one != NULL ? sweep->unit_of_one : sweep->unit);
    length = text->length;
    report_text_add(text, ", not told apart");
    has_doubt = is_told && say_sizes(sweep, crossing, false, text) > 0;
    if (!has_doubt)
        report_text_cut(text, length);
    report_text_add(text, has_doubt && crossing->count == 0 ? ": no crossing" : "");
}

/* The predicate before the names of the rows. */
static const char *verb_of(const struct report_sweep *sweep, const struct report_crossing *crossing)
{
    enum report_order last = final_order(crossing);

    if (crossing->count > 1)
        return "changes places with";
    if (crossing->count == 1 && !sweep->is_of_memory)
        return last == REPORT_ORDER_BELOW ? "overtakes" : "falls behind";
    if (crossing->count == 1)
        return last == REPORT_ORDER_BELOW ? "comes below" : "comes above";
    if (last == REPORT_ORDER_SAME)
        return "is not told apart from";
    if (!sweep->is_of_memory)
        return last == REPORT_ORDER_BELOW ? "is faster than" : "is slower than";
    return last == REPORT_ORDER_BELOW ? "holds less than" : "holds more than";
}

void report_sweep_say(const struct report_result *result, const struct report_sweep *sweep, struct report_text *text)
{
    static const enum report_sweep_row order[] = {REPORT_SWEEP_FLAT, REPORT_SWEEP_POLL, REPORT_SWEEP_BOX};
    struct report_crossing crossings[REPORT_SWEEP_STACK];
    bool is_told[REPORT_SWEEP_STACK] = {false};
    size_t said = 0;

    for (size_t i = 0; i < REPORT_SWEEP_STACK; i++)
        report_crossing_find(result, sweep, REPORT_SWEEP_STACK, (enum report_sweep_row)i, &crossings[i]);
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
        size_t row = order[k];
        if (!crossings[row].is_compared || is_told[row])
            continue;
        report_text_format(text, "%s%s %s ", said == 0 ? "" : ". ",
                           said == 0 ? result->strategies[sweep->rows[REPORT_SWEEP_STACK]].name : "It",
                           verb_of(sweep, &crossings[row]));
        size_t first = row;
        for (size_t i = REPORT_SWEEP_STACK; i-- > 0;) {
            if (!is_same(&crossings[i], &crossings[row]))
                continue;
            is_told[i] = true;
            first = i;
        }
        say_rows(result, sweep, crossings, first, text);
        say_crossing(sweep, &crossings[row], said == 0, text);
        said++;
    }
    report_text_add(text, said > 0 ? "." : "");
}

void report_say_crossing(const struct report_result *result, const char *family, struct report_text *text)
{
    struct report_sweep sweep;

    for (size_t i = 0; i < REPORT_SWEEP_COUNT; i++) {
        if (!report_sweep_read(result, i, &sweep) || strcmp(sweep.family, family) != 0 || sweep.is_of_memory)
            continue;
        size_t begin = text->length;
        report_say_next(text);
        size_t empty = text->length;
        report_sweep_say(result, &sweep, text);
        if (text->length == empty)
            report_text_cut(text, begin);
    }
}
