/* SPDX-License-Identifier: MIT */
/* Makes the cards of the five places, out of the ranges of analysis/short_answer.h. page_place_dots.c draws their dots. */
#include "report/html/page_places.h"
#include "report/analysis/place.h"
#include "report/analysis/row_bytes.h"
#include "report/chart/scene.h"

/* ---- the range, in words ---- */

/* A number has a verdict where the samples tell it from box, or where it is box's own; others look unsure. */
static bool is_told(const struct report_result *result, const struct report_series *series)
{
    size_t baseline = report_baseline(result);
    const struct report_series *box = report_result_series(result, baseline, series->workload, REPORT_METRIC_TIME);

    return series->strategy == baseline
           || (box != NULL && (report_series_is_above(box, series) || report_series_is_above(series, box)));
}

static void add_number(struct report_page *page, const struct report_result *result, const struct report_series *series,
                       const char *words)
{
    report_page_number(page, result, series->strategy, series->workload, series->metric, words);
}

/* Adds the opening and the range in bold, each end with the way to its provenance. False, and adds nothing, without rows. */
static bool add_range(struct report_page *page, const struct report_result *result, const char *opening, enum report_place place,
                      enum report_answer_part part, const char *workload)
{
    struct report_answer_range range;

    report_answer_range(result, place, part, workload, &range);
    if (range.count == 0)
        return false;
    bool is_whole = part != REPORT_ANSWER_ALL && range.odd != NULL;     /* there is no room to name the odd row */
    const struct report_series *most = is_whole ? range.odd : range.most;
    struct report_answer_ends ends = report_answer_times(range.least->median, most->median);
    bool is_sure = is_told(result, range.least) && is_told(result, most);
    report_text_add(&page->body, opening);
    report_text_add(&page->body, is_sure ? "<b>" : "<b class=\"unsure\" title=\"the samples do not tell all from box\">");
    add_number(page, result, range.least, ends.least.text);
    if (ends.most.text[0] != '\0') {
        report_text_add(&page->body, "–");
        add_number(page, result, most, ends.most.text);
    }
    report_text_add(&page->body, "</b>");
    return true;
}

/* Adds " stackfuture: 9.40 ns." for a row that lies far behind its range. */
static void add_odd(struct report_page *page, const struct report_result *result, enum report_place place, const char *part)
{
    struct report_answer_range range;

    report_answer_range(result, place, REPORT_ANSWER_ALL, REPORT_ANSWER_READY, &range);
    if (range.odd == NULL)
        return;
    const char *name = result->strategies[range.odd->strategy].name;
    report_html(&page->body, " <a href=\"#%s%s\"><code>%s</code></a>: ", name, part, name);
    add_number(page, result, range.odd, report_number_time(range.odd->median).text);
    report_text_add(&page->body, ".");
}

/* The share of box's instructions that its allocator takes. */
static void add_allocator_share(struct report_text *text, const struct report_places *map)
{
    size_t box = report_baseline(map->result);

    if (!report_baseline_is_box(map->result) || map->ready == REPORT_NOT_FOUND)
        return;
    double all = report_result_median(map->result, box, map->ready, REPORT_METRIC_INSTRUCTIONS);
    double allocator = report_result_median(map->result, box, map->ready, REPORT_METRIC_ALLOCATOR_INSTRUCTIONS);
    if (allocator > 0 && allocator <= all)
        report_html(text, ", %s of box's instructions in malloc and free", report_number_percent(allocator / all).text);
}

static void add_heap_words(struct report_page *page, const struct report_places *map)
{
    if (add_range(page, map->result, "A fresh box: ", REPORT_PLACE_HEAP, REPORT_ANSWER_FRESH, REPORT_ANSWER_READY)) {
        add_allocator_share(&page->body, map);
        report_text_add(&page->body, ". ");
    }
    if (add_range(page, map->result, "Kept or pooled: ", REPORT_PLACE_HEAP, REPORT_ANSWER_KEPT, REPORT_ANSWER_READY))
        report_text_add(&page->body, ".");
}

static void add_stack_words(struct report_page *page, const struct report_places *map)
{
    if (add_range(page, map->result, "A plain call: ", REPORT_PLACE_STACK, REPORT_ANSWER_CALLS, REPORT_ANSWER_READY)) {
        add_range(page, map->result, ". But a wait is a switch: ", REPORT_PLACE_STACK, REPORT_ANSWER_CALLS,
                  REPORT_ANSWER_WAITING);
        report_text_add(&page->body, ". ");
    }
    if (add_range(page, map->result, "Only one side on a stack: ", REPORT_PLACE_STACK, REPORT_ANSWER_SWITCHES,
                  REPORT_ANSWER_READY))
        report_text_add(&page->body, ".");
}

static void add_words(struct report_page *page, const struct report_places *map, enum report_place place)
{
    static const struct { const char *opening, *ending; } words[REPORT_PLACE_COUNT] = {
        [REPORT_PLACE_ITERATOR] = {"", ", in a slot that moves with the iterator."},
        [REPORT_PLACE_CALL_SITE] = {"", ", in room that the caller's own frame has for it."},
        [REPORT_PLACE_TASK] = {"A pointer is bumped: ", ". The second stack goes with the task."},
    };

    report_text_add(&page->body, "<p class=\"txt\">");
    if (place == REPORT_PLACE_HEAP)
        add_heap_words(page, map);
    else if (place == REPORT_PLACE_STACK)
        add_stack_words(page, map);
    else if (add_range(page, map->result, words[place].opening, place, REPORT_ANSWER_ALL, REPORT_ANSWER_READY))
        report_text_add(&page->body, words[place].ending);
    if (words[place].ending != NULL)
        add_odd(page, map->result, place, map->part);
    report_text_add(&page->body, "</p>");
}

/* ---- bytes ---- */

/* Adds the range of a size; with the way to the provenance of its ends where it was measured, in `workload`. */
static void add_bytes(struct report_page *page, const struct report_result *result, enum report_place place, const char *term,
                      report_answer_size *size, size_t workload)
{
    struct report_answer_sizes sizes;

    if (!report_answer_sizes(result, place, REPORT_ANSWER_ALL, size, &sizes))
        return;
    struct report_answer_ends ends = report_answer_bytes(sizes.least, sizes.most);
    report_html(&page->body, "<div><dt>%s</dt><dd>", term);
    report_page_number(page, result, sizes.least_row, workload, REPORT_METRIC_TASK_BYTES, ends.least.text);
    if (ends.most.text[0] != '\0') {
        report_text_add(&page->body, "–");
        report_page_number(page, result, sizes.most_row, workload, REPORT_METRIC_TASK_BYTES, ends.most.text);
    }
    report_text_add(&page->body, "</dd></div>");
}

static void add_sizes(struct report_page *page, const struct report_result *result, enum report_place place)
{
    static const char *const terms[REPORT_PLACE_COUNT] = {
        [REPORT_PLACE_ITERATOR] = "adds to an iterator", [REPORT_PLACE_CALL_SITE] = "adds to a call site",
        [REPORT_PLACE_TASK] = "adds to a task", [REPORT_PLACE_HEAP] = "adds elsewhere",
    };

    report_text_add(&page->body, "<dl>");
    add_bytes(page, result, place, "waiting task", report_answer_waiting_bytes, report_resident_workload(result));
    if (place == REPORT_PLACE_STACK)
        report_text_add(&page->body, "<div><dt>adds to a task</dt><dd>its stack</dd></div>");
    else
        add_bytes(page, result, place, terms[place], report_answer_added_bytes, REPORT_NOT_FOUND);
    report_text_add(&page->body, "</dl>");
}

static void add_mark(struct report_text *text, const struct report_places *map, const char *class,
                     const struct report_text *words)
{
    if (words->length == 0)
        return;
    report_text_format(text, "<span class=\"%s\">", class);
    report_page_words(text, map->result, map->part, words->bytes);
    report_text_add(text, "</span>");
}

static void add_marks(struct report_text *text, const struct report_places *map, enum report_place place)
{
    struct report_answer_marks marks;

    report_answer_find_marks(map->result, place, &marks);
    report_text_add(text, "<p class=\"pm\">");
    add_mark(text, map, "plus", &marks.plus[0]);
    add_mark(text, map, "plus", &marks.plus[1]);
    add_mark(text, map, "minus", &marks.minus);
    report_text_add(text, "</p>");
    report_answer_marks_fini(&marks);
}

static bool has_rows(const struct report_result *result, enum report_place place)
{
    for (size_t i = 0; i < result->strategy_count; i++)
        if (report_answer_has(result, i, place, REPORT_ANSWER_ALL))
            return true;
    return false;
}

static void add_card(struct report_page *page, const struct report_places *map, enum report_place place)
{
    report_text_add(&page->body, "<div class=\"card\">");
    report_scene_svg(&page->body, (struct report_lives){.where = place});
    report_html(&page->body, "<h3 id=\"place-%s%s\"><a href=\"#choose%s\">%s</a></h3>", report_place_id(place), map->part,
                map->part, report_place_title(place));
    add_words(page, map, place);
    report_places_dots(&page->body, map, place);
    add_sizes(page, map->result, place);
    add_marks(&page->body, map, place);
    report_text_add(&page->body, "</div>\n");
}

/* Static rows know the type, and poll_next changes the trait: they do not compete for a place. */
static void add_off_the_map(struct report_page *page, const struct report_places *map)
{
    const char *separator = "Off the map, for they know the type or change the trait: ";

    for (size_t i = 0; i < map->result->strategy_count; i++) {
        const struct report_strategy *row = &map->result->strategies[i];
        const struct report_series *series = report_places_time(map, i, map->ready);
        if (series == NULL || report_strategy_keeps_trait(row))
            continue;
        report_html(&page->body, "%s<a href=\"#%s%s%s\"><code>%s</code></a> ", separator, report_page_row_prefix(row->name),
                    row->name, map->part, row->name);
        add_number(page, map->result, series, report_number_time(series->median).text);
        separator = ", ";
    }
}

void report_page_places(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    size_t begin = text->length;
    struct report_places map;
    bool is_empty = true;

    report_places_begin(&map, result, part);
    report_text_add(text, part[0] == '\0' ? "<h2 class=\"sr\">The five places</h2>\n" : "");
    report_places_all_dots(text, &map);
    report_text_add(text, "<div class=\"places\" role=\"region\" tabindex=\"0\" aria-label=\"The five places of a frame\">\n");
    for (size_t i = 0; report_place_order[i] != REPORT_PLACE_UNKNOWN; i++)
        if (has_rows(result, report_place_order[i])) {
            add_card(page, &map, report_place_order[i]);
            is_empty = false;
        }
    report_text_add(text, "</div>\n");
    if (is_empty) {
        report_text_cut(text, begin);
        return;
    }
    if (!report_places_are_timed(&map))
        return;
    report_text_add(text, "<div class=\"below\"><span>");
    report_page_piece(text, "dots", NULL);
    report_text_add(text, "</span><span>");
    add_off_the_map(page, &map);
    report_text_add(text, "</span></div>\n");
}
