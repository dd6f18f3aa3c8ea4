/* SPDX-License-Identifier: MIT */
/* Answers by allocator whether to cache a box pays. Each row that boxes afresh stands for an allocator; the rows that cache a box
 * are held against it, on ready and on the trace of a real program. Rows that the file lacks are left out. */
#include <string.h>
#include "report/analysis/small_table.h"

static const struct { const char *row, *words; } allocators[] = {
    {"box", "malloc"}, {"box_mimalloc", "mimalloc"}, {"box_jemalloc", "jemalloc"}, {"box_tcmalloc", "tcmalloc"},
    {"box_slab", "free lists by size"},
}, caches[] = {
    {"caller_cached_box", "cached in the caller"}, {"callee_cached_box", "cached in the callee"},
};
static const char *const workloads[] = {"ready", "real"};
enum { ALLOCATORS = sizeof allocators / sizeof allocators[0], CACHES = sizeof caches / sizeof caches[0],
       WORKLOADS = sizeof workloads / sizeof workloads[0] };

static const struct report_series *time_of(const struct report_result *result, const char *row, const char *workload)
{
    size_t strategy = report_result_strategy(result, row), on = report_result_workload(result, workload);

    return strategy == REPORT_NOT_FOUND || on == REPORT_NOT_FOUND
               ? NULL : report_result_series(result, strategy, on, REPORT_METRIC_TIME);
}

/* True when one of the workloads has both. */
static bool can_say(const struct report_result *result, const char *cache, const char *fresh)
{
    for (size_t i = 0; i < WORKLOADS; i++)
        if (time_of(result, cache, workloads[i]) != NULL && time_of(result, fresh, workloads[i]) != NULL)
            return true;
    return false;
}

static const char *verdict(const struct report_series *cached, const struct report_series *fresh)
{
    if (report_series_is_above(fresh, cached))
        return "faster";
    return report_series_is_above(cached, fresh) ? "slower" : "not told apart";
}

/* Adds "cached in the caller, faster on ready (0.45x), not told apart on real (0.98x)". */
static void say_cache(const struct report_result *result, const char *cache, const char *words, const char *fresh,
                      struct report_text *text)
{
    report_text_add(text, words);
    for (size_t i = 0; i < WORKLOADS; i++) {
        const struct report_series *cached = time_of(result, cache, workloads[i]), *one = time_of(result, fresh, workloads[i]);
        if (cached != NULL && one != NULL)
            report_text_format(text, ", %s on %s (%s)", verdict(cached, one), workloads[i],
                               report_number_multiple(cached->median / one->median).text);
    }
}

static void say_allocator(const struct report_result *result, size_t allocator, struct report_text *text)
{
    const char *separator = NULL;

    for (size_t i = 0; i < CACHES; i++) {
        if (!can_say(result, caches[i].row, allocators[allocator].row))
            continue;
        if (separator == NULL)
            report_text_format(text, "%sAgainst a fresh box from %s: ", text->length == 0 ? "" : " ",
                               allocators[allocator].words);
        report_text_add(text, separator == NULL ? "" : separator);
        say_cache(result, caches[i].row, caches[i].words, allocators[allocator].row, text);
        separator = "; ";
    }
    report_text_add(text, separator == NULL ? "" : ".");
}

static void fill_row(const struct report_result *result, const char *name, struct report_small_table *table)
{
    size_t strategy = report_result_strategy(result, name);
    struct report_small_row *row = NULL;

    for (size_t i = 0; i < WORKLOADS; i++) {
        const struct report_series *series = time_of(result, name, workloads[i]), *box = time_of(result, "box", workloads[i]);
        if (series == NULL)
            continue;
        if (row == NULL)
            row = report_small_table_add(table, result->strategies[strategy].name);
        report_small_cell_say(&row->cells[2 * i], "%s", report_number_time(series->median).text);
        report_small_cell_say_more(&row->cells[2 * i], "%s to %s", report_number_time(series->interval.low).text,
                                   report_number_time(series->interval.high).text);
        if (box != NULL)
            report_small_cell_say(&row->cells[2 * i + 1], "%s", report_number_multiple(series->median / box->median).text);
    }
}

void report_cached_boxes_fill(const struct report_result *result, struct report_small_table *table)
{
    table->title = "Does it pay to cache a box?";
    table->corner = "row";
    for (size_t i = 0; i < ALLOCATORS; i++)
        say_allocator(result, i, &table->answer);
    if (table->answer.length == 0)
        return;
    table->column_count = 2 * WORKLOADS;
    for (size_t i = 0; i < WORKLOADS; i++) {
        table->headings[2 * i] = workloads[i];
        table->headings[2 * i + 1] = "× box";
    }
    for (size_t i = 0; i < ALLOCATORS; i++)
        fill_row(result, allocators[i].row, table);
    for (size_t i = 0; i < CACHES; i++)
        fill_row(result, caches[i].row, table);
    report_text_add(&table->method, "Faster and slower are beyond the intervals and the noise floor. The caches take their few "
                    "blocks from malloc.");
}
