/* SPDX-License-Identifier: MIT */
/* Answers from how much work per item on boxing stops mattering: on the workloads work/n, whose items take n instructions of
 * work, it holds box against the row that is fastest without a box on ready. A bound counts from a member on when the far end of
 * the share's interval stays below it there and on all later members: nothing is interpolated. */
#include "report/analysis/work_share.h"
#include <math.h>
#include <string.h>
#include "report/analysis/columns.h"
#include "report/analysis/small_table.h"

enum { FEWEST_SAMPLES = 5 };
enum { WITH_BOX, WITHOUT_BOX, SHARE, COLUMNS };

static const struct report_series *time_of(const struct report_result *result, size_t strategy, size_t workload)
{
    return report_result_series(result, strategy, workload, REPORT_METRIC_TIME);
}

static bool is_work(const char *name) { return strncmp(name, "work/", strlen("work/")) == 0; }

/* Takes nothing from the heap for an item; by its name where allocations were not counted. */
static bool boxes(const struct report_result *result, size_t strategy, size_t ready)
{
    double allocations = report_result_median(result, strategy, ready, REPORT_METRIC_ALLOCATIONS);

    return isnan(allocations) ? strstr(result->strategies[strategy].name, "box") != NULL : allocations > 0;
}

static bool has_all(const struct report_result *result, size_t strategy, const struct report_work_shares *shares)
{
    for (size_t i = 0; i < shares->count; i++)
        if (time_of(result, strategy, shares->workloads[i]) == NULL)
            return false;
    return true;
}

static bool is_comparable(const struct report_strategy *strategy)
{
    return report_strategy_keeps_trait(strategy) && report_strategy_is_stackless(strategy);
}

/* The fastest on ready of the state machines that keep the trait, do not box and ran all members. */
static size_t find_other(const struct report_result *result, const struct report_work_shares *shares)
{
    size_t ready = shares->workloads[0], found = REPORT_NOT_FOUND;

    for (size_t i = 0; i < result->strategy_count; i++)
        if (is_comparable(&result->strategies[i]) && has_all(result, i, shares) && !boxes(result, i, ready) &&
            (found == REPORT_NOT_FOUND || time_of(result, i, ready)->median < time_of(result, found, ready)->median))
            found = i;
    return found;
}

static struct report_share share_of(const struct report_series *box, const struct report_series *other)
{
    return (struct report_share){(box->median - other->median) / box->median,
                          (box->interval.low - other->interval.high) / box->interval.low,
                          (box->interval.high - other->interval.low) / box->interval.high, report_series_is_above(box, other),
                          report_series_is_above(other, box)};
}

bool report_work_shares_measure(const struct report_result *result, struct report_work_shares *shares)
{
    *shares = (struct report_work_shares){.box = report_result_strategy(result, "box"), .count = 1,
                                          .fewest_samples = REPORT_NOT_FOUND};
    shares->workloads[0] = report_result_workload(result, "ready");
    if (shares->box == REPORT_NOT_FOUND || shares->workloads[0] == REPORT_NOT_FOUND)
        return false;
    for (size_t i = 0; i < result->workload_count; i++)
        if (is_work(result->workloads[i].name) && time_of(result, shares->box, i) != NULL)
            shares->workloads[shares->count++] = i;
    if (shares->count == 1 || time_of(result, shares->box, shares->workloads[0]) == NULL)
        return false;
    shares->other = find_other(result, shares);
    for (size_t i = 0; i < shares->count && shares->other != REPORT_NOT_FOUND; i++) {
        const struct report_series *box = time_of(result, shares->box, shares->workloads[i]);
        const struct report_series *other = time_of(result, shares->other, shares->workloads[i]);
        shares->shares[i] = share_of(box, other);
        shares->fewest_samples = box->count < shares->fewest_samples ? box->count : shares->fewest_samples;
        shares->fewest_samples = other->count < shares->fewest_samples ? other->count : shares->fewest_samples;
    }
    return shares->other != REPORT_NOT_FOUND;
}

static bool is_below(const struct report_share *share, double bound) { return share->high < bound && !share->is_negative; }
static bool is_drowned(const struct report_share *share, double bound)
{
    (void)bound;
    return !share->is_told_apart && !share->is_negative;
}

size_t report_work_share_above(const struct report_work_shares *shares, double bound)
{
    size_t count = 0;

    while (count < shares->count && shares->shares[count].is_told_apart && shares->shares[count].low > bound)
        count++;
    return count;
}

/* The first member from which on the test holds to the end, or `count`. */
static size_t first_of(const struct report_work_shares *shares, bool (*holds)(const struct report_share *, double), double bound)
{
    size_t first = shares->count;

    while (first > 0 && holds(&shares->shares[first - 1], bound))
        first--;
    return first;
}

size_t report_work_share_below(const struct report_work_shares *shares, double bound)
{
    return first_of(shares, is_below, bound);
}

size_t report_work_share_drowned(const struct report_work_shares *shares) { return first_of(shares, is_drowned, 0); }

bool report_work_shares_are_few(const struct report_work_shares *shares) { return shares->fewest_samples < FEWEST_SAMPLES; }

static const char *name_of(const struct report_result *result, const struct report_work_shares *shares, size_t index)
{
    return result->workloads[shares->workloads[index]].name;
}

/* Adds a sentence for each bound that holds, or a sentence that no bound does. */
static void say_bounds(const struct report_result *result, const struct report_work_shares *shares, struct report_text *text)
{
    size_t tenth = report_work_share_below(shares, 0.10), twentieth = report_work_share_below(shares, 0.05);

    if (tenth == shares->count) {
        report_text_add(text, "No workload here shows that boxing is below 10 % of an item's time.");
        return;
    }
    report_text_format(text, "From %s on, boxing is less than 10 %% of an item's time", name_of(result, shares, tenth));
    if (twentieth < shares->count)
        report_text_format(text, ", from %s on less than 5 %%", name_of(result, shares, twentieth));
    report_text_add(text, ".");
}

/* The members from which on noise hides the box; and those on which the other row is slower, which says nothing of boxing. */
static void say_comparison(const struct report_result *result, const struct report_work_shares *shares, struct report_text *text)
{
    size_t drowned = report_work_share_drowned(shares), slower = 0;
    const char *other = result->strategies[shares->other].name;

    if (drowned < shares->count)
        report_text_format(text, " From %s on, box and %s are not told apart.", name_of(result, shares, drowned), other);
    for (size_t i = 0; i < shares->count; i++)
        if (shares->shares[i].is_negative)
            report_text_format(text, "%s%s", slower++ == 0 ? " Box is the faster on " : ", ", name_of(result, shares, i));
    report_text_add(text, slower > 0 ? ": there the other row costs more than boxing does." : "");
}

static void say_answer(const struct report_result *result, const struct report_work_shares *shares, struct report_text *text)
{
    if (report_work_shares_are_few(shares)) {
        report_text_format(text, "Under %d samples a cell cannot say from which work per item on boxing stops mattering.",
                           FEWEST_SAMPLES);
        return;
    }
    say_bounds(result, shares, text);
    say_comparison(result, shares, text);
}

static void fill_time(struct report_small_cell *cell, const struct report_series *series)
{
    report_small_cell_say(cell, "%s", report_number_time(series->median).text);
    report_small_cell_say_more(cell, "%s to %s", report_number_time(series->interval.low).text,
                               report_number_time(series->interval.high).text);
}

static void fill_row(const struct report_result *result, const struct report_work_shares *shares, size_t index,
                     struct report_small_table *table)
{
    size_t workload = shares->workloads[index];
    struct report_small_row *row = report_small_table_add(table, result->workloads[workload].name);
    const struct report_share *share = &shares->shares[index];

    fill_time(&row->cells[WITH_BOX], time_of(result, shares->box, workload));
    fill_time(&row->cells[WITHOUT_BOX], time_of(result, shares->other, workload));
    report_small_cell_say(&row->cells[SHARE], "%s",
                          share->is_told_apart ? report_number_percent(share->value).text
                                               : share->is_negative ? "box is faster" : "not told apart");
    report_small_cell_say_more(&row->cells[SHARE], "%s to %s", report_number_percent(share->low).text,
                               report_number_percent(share->high).text);
}

void report_work_share_fill(const struct report_result *result, struct report_small_table *table)
{
    struct report_work_shares shares;

    table->title = "From how much work per item on does boxing not matter?";
    table->corner = "work per item";
    if (!report_work_shares_measure(result, &shares))
        return;
    table->column_count = COLUMNS;
    table->headings[WITH_BOX] = "box";
    table->headings[WITHOUT_BOX] = result->strategies[shares.other].name;
    table->headings[SHARE] = "box's share";
    for (size_t i = 0; i < shares.count; i++)
        fill_row(result, &shares, i, table);
    say_answer(result, &shares, &table->answer);
    report_text_format(&table->method, "work/n runs n instructions of work in every item, ready none. %s is the fastest state "
                       "machine on ready that keeps the trait and takes nothing from the heap for an item. Box's share = (box - "
                       "that row) / box. “Less than 10 %%” needs the upper end of the interval below 10 %%, there and for "
                       "all larger n.", result->strategies[shares.other].name);
}
