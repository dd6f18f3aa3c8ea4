/* SPDX-License-Identifier: MIT */
/* Answers by allocator whether to cache a box pays, on ready and on the trace of a real program. A cache is held against fresh
 * boxes of the allocator that it takes its own blocks from: a cache above malloc tells nothing of jemalloc. A cache that takes no
 * blocks while it runs is held against each allocator. Rows that the file lacks are left out. */
#include <math.h>
#include <string.h>
#include "report/analysis/small_table.h"

static const struct allocator {
    const char *words, *fresh, *cached;     /* rows; NULL: no row caches boxes of it */
} allocators[] = {
    {"malloc", "box", "caller_cached_box"},
    {"mimalloc", "box_mimalloc", "caller_cached_box/mimalloc"},
    {"jemalloc", "box_jemalloc", "caller_cached_box/jemalloc"},
    {"tcmalloc", "box_tcmalloc", "caller_cached_box/tcmalloc"},
    {"free lists by size", "box_slab", NULL},
};
static const char in_callee[] = "callee_cached_box";    /* its blocks are malloc's */
static const char *const workloads[] = {"ready", "real"};
static const double few_blocks = 0.01;                  /* an item: none, but for those of the beginning */

enum { ALLOCATORS = sizeof allocators / sizeof allocators[0], WORKLOADS = sizeof workloads / sizeof workloads[0] };
enum { TIME, MULTIPLE, BLOCKS, COLUMNS };               /* of each workload */

static const struct report_series *time_of(const struct report_result *result, const char *row, const char *workload)
{
    return report_result_series(result, report_result_strategy(result, row), report_result_workload(result, workload),
                                REPORT_METRIC_TIME);
}

static double blocks_of(const struct report_result *result, const char *row, const char *workload)
{
    return report_result_median(result, report_result_strategy(result, row), report_result_workload(result, workload),
                                REPORT_METRIC_ALLOCATIONS);
}

static const char *verdict(const struct report_series *cached, const struct report_series *fresh)
{
    if (report_series_is_above(fresh, cached))
        return "faster";
    return report_series_is_above(cached, fresh) ? "slower" : "not told apart";
}

/* Uncounted blocks may be many. */
static bool is_of(const struct report_result *result, const struct allocator *allocator, const char *cache, const char *workload)
{
    bool is_own = cache == allocator->cached || allocator == &allocators[0];

    return is_own || blocks_of(result, cache, workload) <= few_blocks;
}

/* Adds "cached in the caller, faster on ready (0.45x), not told apart on real (0.98x)"; nothing without such a workload. */
static void say_cache(const struct report_result *result, const struct allocator *allocator, const char *cache,
                      const char *words, struct report_text *text)
{
    bool is_first = true;

    for (size_t i = 0; cache != NULL && i < WORKLOADS; i++) {
        const struct report_series *cached = time_of(result, cache, workloads[i]);
        const struct report_series *fresh = time_of(result, allocator->fresh, workloads[i]);
        if (cached == NULL || fresh == NULL || !is_of(result, allocator, cache, workloads[i]))
            continue;
        if (is_first)
            report_text_format(text, "%s%s", text->length == 0 ? "" : "; ", words);
        report_text_format(text, ", %s on %s (%s)", verdict(cached, fresh), workloads[i],
                           report_number_multiple(cached->median / fresh->median).text);
        is_first = false;
    }
}

static void say_allocator(const struct report_result *result, const struct allocator *allocator, struct report_text *text)
{
    struct report_text words = {0};

    say_cache(result, allocator, allocator->cached, "cached in the caller", &words);
    say_cache(result, allocator, in_callee, "cached in the callee", &words);
    if (words.length > 0)
        report_text_format(text, "%sAgainst a fresh box from %s: %s.", text->length == 0 ? "" : " ", allocator->words,
                           words.bytes);
    report_text_fini(&words);
}

/* `fresh`: the row that it is held against; NULL for none. */
static void fill_row(const struct report_result *result, const char *name, const char *fresh, struct report_small_table *table)
{
    struct report_small_row *row = NULL;

    for (size_t i = 0; name != NULL && i < WORKLOADS; i++) {
        const struct report_series *series = time_of(result, name, workloads[i]), *other = NULL;
        double blocks = blocks_of(result, name, workloads[i]);
        if (series == NULL)
            continue;
        if (row == NULL)
            row = report_small_table_add(table, name);
        struct report_small_cell *cells = &row->cells[COLUMNS * i];
        report_small_cell_say(&cells[TIME], "%s", report_number_time(series->median).text);
        report_small_cell_say_more(&cells[TIME], "%s to %s", report_number_time(series->interval.low).text,
                                   report_number_time(series->interval.high).text);
        if (!isnan(blocks))
            report_small_cell_say(&cells[BLOCKS], "%s", report_number_count(blocks).text);
        if (fresh != NULL && (other = time_of(result, fresh, workloads[i])) != NULL)
            report_small_cell_say(&cells[MULTIPLE], "%s", report_number_multiple(series->median / other->median).text);
    }
}

void report_cached_boxes_fill(const struct report_result *result, struct report_small_table *table)
{
    table->title = "Does it pay to cache a box?";
    table->corner = "row";
    for (size_t i = 0; i < ALLOCATORS; i++)
        say_allocator(result, &allocators[i], &table->answer);
    if (table->answer.length == 0)
        return;
    table->column_count = COLUMNS * WORKLOADS;
    for (size_t i = 0; i < WORKLOADS; i++) {
        table->headings[COLUMNS * i + TIME] = workloads[i];
        table->headings[COLUMNS * i + MULTIPLE] = "× fresh";
        table->headings[COLUMNS * i + BLOCKS] = "blocks";
    }
    for (size_t i = 0; i < ALLOCATORS; i++) {
        fill_row(result, allocators[i].fresh, NULL, table);
        fill_row(result, allocators[i].cached, allocators[i].fresh, table);
    }
    fill_row(result, in_callee, allocators[0].fresh, table);
    report_text_format(&table->method, "Faster and slower are beyond the intervals and the noise floor. Blocks: taken from the "
                       "heap, an item, as the allocations pass counts them. × fresh: against a fresh box from the allocator "
                       "that the cache takes its blocks from. %s takes its blocks from %s; the sentences hold it against another "
                       "allocator only where it takes at most %s of a block an item.", in_callee, allocators[0].words,
                       report_number_count(few_blocks).text);
}
