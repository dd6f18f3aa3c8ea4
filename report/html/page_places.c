/* SPDX-License-Identifier: MIT */
/* Makes the cards of the five places, out of the ranges of analysis/short_answer.h. */
#include "report/html/page_places.h"
#include <math.h>
#include "report/analysis/short_answer.h"
#include "report/analysis/place.h"
#include "report/analysis/ranking.h"
#include "report/analysis/row_bytes.h"
#include "report/chart/scene.h"

enum { DOTS_WIDTH = 220, READY_LINE = 11, WAITING_LINE = 27, DOTS_EDGE = 5 };

/* The place of a time on every card; low 0: nothing was timed. */
struct map {
    const struct report_result *result;
    const char *part;
    size_t ready, waiting;          /* workloads, or REPORT_NOT_FOUND */
    struct report_axis axis;
};

static const struct report_series *time_of(const struct map *map, size_t strategy, size_t workload)
{
    bool is_there = workload != REPORT_NOT_FOUND && !report_strategy_is_peer(&map->result->strategies[strategy]);

    return is_there ? report_result_series(map->result, strategy, workload, REPORT_METRIC_TIME) : NULL;
}

static void reach(const struct report_series *series, double *low, double *high)
{
    if (series == NULL || !(series->median > 0))
        return;
    *low = fmin(*low, series->median);
    *high = fmax(*high, series->median);
}

static void begin_map(struct map *map, const struct report_result *result, const char *part)
{
    double low = INFINITY, high = 0;

    *map = (struct map){.result = result, .part = part, .ready = report_result_workload(result, REPORT_ANSWER_READY),
                        .waiting = report_result_workload(result, REPORT_ANSWER_WAITING)};
    for (size_t i = 0; i < result->strategy_count; i++) {
        reach(time_of(map, i, map->ready), &low, &high);
        reach(time_of(map, i, map->waiting), &low, &high);
    }
    if (high > 0)
        map->axis = (struct report_axis){REPORT_AXIS_LOGARITHMIC, low, fmax(high, 1.01 * low), DOTS_EDGE, DOTS_WIDTH - DOTS_EDGE};
}

static bool has_map(const struct map *map) { return map->axis.low > 0; }

/* All rows in grey, and box as a dashed line: each card draws its own rows over these. */
static void add_all_dots(struct report_text *text, const struct map *map)
{
    const struct report_series *box = NULL;

    report_html(text, "<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\"><symbol id=\"dots%s\" "
                "viewBox=\"0 0 220 38\"><path class=\"ax\" d=\"M4 11H216M4 27H216\"/><path class=\"dg\" d=\"", map->part);
    for (size_t i = 0; i < map->result->strategy_count; i++)
        for (int line = 0; line < 2; line++) {
            const struct report_series *series = time_of(map, i, line == 0 ? map->ready : map->waiting);
            if (series != NULL && series->median > 0)
                report_text_format(text, "M%.1f %dh0", report_axis_place(&map->axis, series->median),
                                   line == 0 ? READY_LINE : WAITING_LINE);
        }
    report_text_add(text, "\"/>");
    if (report_baseline_is_box(map->result))
        box = time_of(map, report_baseline(map->result), map->ready);
    if (box != NULL)
        report_text_format(text, "<path class=\"bx\" d=\"M%.1f 3V35\"/>", report_axis_place(&map->axis, box->median));
    report_text_add(text, "</symbol></svg>\n");
}

static void add_dot(struct report_text *text, const struct map *map, size_t strategy, size_t workload, int line)
{
    const struct report_series *series = time_of(map, strategy, workload);

    if (series == NULL || !(series->median > 0))
        return;
    report_html(text, "<circle cx=\"%.1f\" cy=\"%d\" r=\"3.6\"><title>%s on %s: %s</title></circle>",
                report_axis_place(&map->axis, series->median), line, map->result->strategies[strategy].name,
                map->result->workloads[workload].name, report_number_time(series->median).text);
}

static void add_dots(struct report_text *text, const struct map *map, enum report_place place)
{
    struct report_answer_range range;

    if (!has_map(map))
        return;
    report_answer_range(map->result, place, REPORT_ANSWER_ALL, REPORT_ANSWER_READY, &range);
    report_html(text, "<svg class=\"dots\" viewBox=\"0 0 220 38\" role=\"img\" aria-label=\"Time per item on a logarithmic axis, "
                "of %zu rows of this place among all\"><use href=\"#dots%s\"/>", range.count, map->part);
    for (size_t i = 0; i < map->result->strategy_count; i++)
        if (report_answer_has(map->result, i, place, REPORT_ANSWER_ALL)) {
            add_dot(text, map, i, map->ready, READY_LINE);
            add_dot(text, map, i, map->waiting, WAITING_LINE);
        }
    report_text_add(text, "</svg>");
}

/* ---- the range, in words ---- */

/* A number has a verdict where the samples tell it from box, or where it is box's own; others look unsure. */
static bool is_told(const struct report_result *result, const struct report_series *series)
{
    size_t baseline = report_baseline(result);
    const struct report_series *box = report_result_series(result, baseline, series->workload, REPORT_METRIC_TIME);

    return series->strategy == baseline
           || (box != NULL && (report_series_is_above(box, series) || report_series_is_above(series, box)));
}

/* Adds the opening and the range in bold; "" for the opening adds the range alone. False, and adds nothing, without rows. */
static bool add_range(struct report_text *text, const struct report_result *result, const char *opening, enum report_place place,
                      enum report_answer_part part, const char *workload)
{
    struct report_text words = {0};
    struct report_answer_range range;

    report_answer_range(result, place, part, workload, &range);
    if (range.count == 0)
        return false;
    bool is_whole = part != REPORT_ANSWER_ALL && range.odd != NULL;     /* there is no room to name the odd row */
    const struct report_series *most = is_whole ? range.odd : range.most;
    report_answer_say_times(&words, range.least->median, most->median);
    bool is_sure = is_told(result, range.least) && is_told(result, most);
    report_text_add(text, opening);
    report_html(text, is_sure ? "<b>%s</b>" : "<b class=\"unsure\" title=\"the samples do not tell all from box\">%s</b>",
                words.bytes);
    report_text_fini(&words);
    return true;
}

/* Adds " stackfuture: 9.40 ns." for a row that lies far behind its range. */
static void add_odd(struct report_text *text, const struct report_result *result, enum report_place place)
{
    struct report_answer_range range;

    report_answer_range(result, place, REPORT_ANSWER_ALL, REPORT_ANSWER_READY, &range);
    if (range.odd != NULL)
        report_html(text, " <code>%s</code>: %s.", result->strategies[range.odd->strategy].name,
                    report_number_time(range.odd->median).text);
}

/* The share of box's instructions that its allocator takes. */
static void add_allocator_share(struct report_text *text, const struct map *map)
{
    size_t box = report_baseline(map->result);

    if (!report_baseline_is_box(map->result) || map->ready == REPORT_NOT_FOUND)
        return;
    double all = report_result_median(map->result, box, map->ready, REPORT_METRIC_INSTRUCTIONS);
    double allocator = report_result_median(map->result, box, map->ready, REPORT_METRIC_ALLOCATOR_INSTRUCTIONS);
    if (allocator > 0 && allocator <= all)
        report_html(text, ", %s of box's instructions in malloc and free", report_number_percent(allocator / all).text);
}

static void add_heap_words(struct report_text *text, const struct map *map)
{
    if (add_range(text, map->result, "A fresh box: ", REPORT_PLACE_HEAP, REPORT_ANSWER_FRESH, REPORT_ANSWER_READY)) {
        add_allocator_share(text, map);
        report_text_add(text, ". ");
    }
    if (add_range(text, map->result, "Kept or pooled: ", REPORT_PLACE_HEAP, REPORT_ANSWER_KEPT, REPORT_ANSWER_READY))
        report_text_add(text, ".");
}

static void add_stack_words(struct report_text *text, const struct map *map)
{
    if (add_range(text, map->result, "An ordinary call: ", REPORT_PLACE_STACK, REPORT_ANSWER_CALLS, REPORT_ANSWER_READY)) {
        add_range(text, map->result, ". But a wait is a switch: ", REPORT_PLACE_STACK, REPORT_ANSWER_CALLS,
                  REPORT_ANSWER_WAITING);
        report_text_add(text, ". ");
    }
    if (add_range(text, map->result, "Beside a state machine: ", REPORT_PLACE_STACK, REPORT_ANSWER_SWITCHES, REPORT_ANSWER_READY))
        report_text_add(text, ".");
}

static void add_words(struct report_text *text, const struct map *map, enum report_place place)
{
    static const struct { const char *opening, *ending; } words[REPORT_PLACE_COUNT] = {
        [REPORT_PLACE_ITERATOR] = {"", ", in a slot that moves with the iterator."},
        [REPORT_PLACE_CALL_SITE] = {"", ", in room that the caller's own frame has for it."},
        [REPORT_PLACE_TASK] = {"A pointer is bumped: ", ". The second stack goes with the task."},
    };

    report_text_add(text, "<p class=\"txt\">");
    if (place == REPORT_PLACE_HEAP)
        add_heap_words(text, map);
    else if (place == REPORT_PLACE_STACK)
        add_stack_words(text, map);
    else if (add_range(text, map->result, words[place].opening, place, REPORT_ANSWER_ALL, REPORT_ANSWER_READY))
        report_text_add(text, words[place].ending);
    if (words[place].ending != NULL)
        add_odd(text, map->result, place);
    report_text_add(text, "</p>");
}

/* ---- bytes ---- */

static void add_bytes(struct report_text *text, const struct report_result *result, enum report_place place, const char *term,
                      report_answer_size *size)
{
    struct report_text words = {0};
    double least, most;

    if (!report_answer_sizes(result, place, size, &least, &most))
        return;
    report_answer_say_bytes(&words, least, most);
    report_html(text, "<div><dt>%s</dt><dd>%s</dd></div>", term, words.bytes);
    report_text_fini(&words);
}

static void add_sizes(struct report_text *text, const struct report_result *result, enum report_place place)
{
    static const char *const terms[REPORT_PLACE_COUNT] = {
        "adds", "adds to an iterator", "adds to a call site", "adds to a task", "adds", "adds"
    };

    report_text_add(text, "<dl>");
    add_bytes(text, result, place, "waiting task", report_answer_waiting_bytes);
    if (place == REPORT_PLACE_STACK)
        report_text_add(text, "<div><dt>adds</dt><dd>the stack</dd></div>");
    else
        add_bytes(text, result, place, terms[place], report_answer_added_bytes);
    report_text_add(text, "</dl>");
}

static void add_mark(struct report_text *text, const char *class, const struct report_result *result, enum report_place place,
                     bool fits, size_t most)
{
    struct report_text words = {0};

    report_answer_say_needs(&words, result, place, fits, most);
    if (words.length > 0)
        report_html(text, "<span class=\"%s\">%s</span>", class, words.bytes);
    report_text_fini(&words);
}

static bool has_rows(const struct report_result *result, enum report_place place)
{
    for (size_t i = 0; i < result->strategy_count; i++)
        if (report_answer_has(result, i, place, REPORT_ANSWER_ALL))
            return true;
    return false;
}

static void add_card(struct report_text *text, const struct map *map, enum report_place place)
{
    report_text_add(text, "<div class=\"card\">");
    report_scene_svg(text, (struct report_lives){.where = place});
    report_html(text, "<h3 id=\"place-%s%s\"><a href=\"#choose%s\">%s</a></h3>", report_place_id(place), map->part, map->part,
                report_place_title(place));
    add_words(text, map, place);
    add_dots(text, map, place);
    add_sizes(text, map->result, place);
    report_text_add(text, "<p class=\"pm\">");
    add_mark(text, "plus", map->result, place, true, 2);
    add_mark(text, "minus", map->result, place, false, 1);
    report_text_add(text, "</p></div>\n");
}

/* Static rows know the type, and poll_next changes the trait: they do not compete for a place. */
static void add_off_the_map(struct report_text *text, const struct map *map)
{
    const char *separator = "Off the map, for they know the type or change the trait: ";

    for (size_t i = 0; i < map->result->strategy_count; i++) {
        const struct report_strategy *row = &map->result->strategies[i];
        const struct report_series *series = time_of(map, i, map->ready);
        if (series == NULL || report_strategy_keeps_trait(row))
            continue;
        report_html(text, "%s<a href=\"#%s%s\"><code>%s</code></a> %s", separator, row->name, map->part, row->name,
                    report_number_time(series->median).text);
        separator = ", ";
    }
}

void report_page_places(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    size_t begin = text->length;
    bool is_empty = true;
    struct map map;

    begin_map(&map, result, part);
    if (has_map(&map))
        add_all_dots(text, &map);
    report_text_add(text, "<div class=\"places\" role=\"region\" tabindex=\"0\" aria-label=\"The five places of a frame\">\n");
    for (size_t i = 0; report_place_order[i] != REPORT_PLACE_UNKNOWN; i++)
        if (has_rows(result, report_place_order[i])) {
            add_card(text, &map, report_place_order[i]);
            is_empty = false;
        }
    report_text_add(text, "</div>\n");
    if (is_empty) {
        report_text_cut(text, begin);
        return;
    }
    if (!has_map(&map))
        return;
    report_text_add(text, "<div class=\"below\"><span>");
    report_page_piece(text, "dots", NULL);
    report_text_add(text, "</span><span>");
    add_off_the_map(text, &map);
    report_text_add(text, "</span></div>\n");
}
