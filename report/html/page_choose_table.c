/* SPDX-License-Identifier: MIT */
/* Owns the table in which a reader chooses: a line per row with the place of its frame, its times as a heat map, the bytes of a
 * waiting task, allocations, and what it can do. Cells are tinted only where the samples tell them from the baseline. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/need.h"
#include "report/analysis/place.h"
#include "report/html/page_choose.h"

/* A tint for each step of this many doublings; choose.js has the same. */
static const double tint_step = 0.75, least_difference = 0.005;
enum { TINTS = 4 };

static const char *const fit_marks[REPORT_FITS] = {
    [REPORT_FIT_YES] = "●", [REPORT_FIT_FALLS_BACK] = "◐", [REPORT_FIT_UNKNOWN] = "?", [REPORT_FIT_NO] = "·",
};
/* "c" for capability, and the fit's letter. */
static const char *const fit_classes[REPORT_FITS] = {
    [REPORT_FIT_YES] = "cy", [REPORT_FIT_FALLS_BACK] = "cf", [REPORT_FIT_UNKNOWN] = "cu", [REPORT_FIT_NO] = "cn",
};

/* Counts of instructions are exact, so a multiple other than 1.00 is a difference; choose.js has the same rule. */
static bool is_above(const struct report_series *series, const struct report_series *other)
{
    if (strcmp(series->metric, REPORT_METRIC_INSTRUCTIONS) == 0)
        return series->median > other->median * (1 + least_difference);
    return report_series_is_above(series, other);
}

/* "f1" to "f4" for faster than the baseline, "s1" to "s4" for slower, "unsure" where the samples tell neither. */
static void add_tint(struct report_text *text, const struct report_choice *choice, const struct report_series *series)
{
    size_t baseline = report_baseline(choice->result);
    const struct report_series *one = report_result_series(choice->result, baseline, series->workload, series->metric);
    double doublings = one == NULL ? NAN : log2(series->median / one->median);
    int depth = isfinite(doublings) ? 1 + (int)(fabs(doublings) / tint_step) : 0;

    if (series->strategy == baseline || one == NULL)
        return;
    if (is_above(one, series))
        report_text_format(text, " f%d", depth > TINTS ? TINTS : depth);
    else if (is_above(series, one))
        report_text_format(text, " s%d", depth > TINTS ? TINTS : depth);
    else if (strcmp(series->metric, REPORT_METRIC_TIME) == 0)
        report_text_add(text, " unsure");
}

/* The median without the unit that the heading says. */
static void add_median(struct report_text *text, const struct report_series *series)
{
    bool is_time = strcmp(series->metric, REPORT_METRIC_TIME) == 0;
    struct report_number number = is_time ? report_number_time(series->median) : report_number_count(series->median);
    char *unit = strstr(number.text, " ns");

    if (unit != NULL)
        *unit = '\0';
    report_text_add(text, number.text);
}

static void add_missing(struct report_text *text, const struct report_cell *cell)
{
    const char *word = report_cell_word(cell->status);

    if (cell->note != 0)
        report_html(text, "<td class=\"v na\" title=\"%s\">%s</td>", cell->reason,
                    cell->status == REPORT_CELL_UNSUPPORTED ? "refused" : word);
    else
        report_html(text, "<td class=\"v na\" title=\"%s\">·</td>", word);
}

/* The script makes the link of it, which opens the number's provenance: the row's name leads to the card without it. */
static void add_cell(struct report_text *text, const struct report_choice *choice, size_t strategy, size_t workload)
{
    const struct report_result *result = choice->result;
    const struct report_series *series = report_result_series(result, strategy, workload, choice->metric);

    if (series == NULL) {
        add_missing(text, report_result_cell(result, strategy, workload));
        return;
    }
    double multiple = report_multiple(result, strategy, workload, choice->metric);
    report_text_add(text, "<td class=\"v");
    add_tint(text, choice, series);
    report_text_add(text, "\"><a>");
    if (isfinite(multiple))
        report_html(text, "<b>%s</b>", report_number_multiple(multiple).text);
    add_median(text, series);
    report_text_add(text, "</a></td>");
}

static void add_count(struct report_text *text, const char *classes, struct report_number number, double value)
{
    report_html(text, isnan(value) ? "<td class=\"%s\">%s</td>" : "<td class=\"%s\"><a>%s</a></td>", classes,
                isnan(value) ? "·" : number.text);
}

static void add_counts(struct report_text *text, const struct report_choice *choice, size_t strategy)
{
    double bytes = report_result_median(choice->result, strategy, choice->memory, REPORT_METRIC_TASK_BYTES);
    double allocations = report_result_median(choice->result, strategy, choice->allocations, REPORT_METRIC_ALLOCATIONS);

    if (choice->memory != REPORT_NOT_FOUND)
        add_count(text, "mem", report_number_bytes(bytes), bytes);
    if (choice->allocations != REPORT_NOT_FOUND)
        add_count(text, "al", report_number_count(allocations), allocations);
}

/* The evidence for what falls back stands here, that for what does not fit in the row's reasons, all of it in the row's card. */
static void add_fit(struct report_text *text, const struct report_choice *choice, size_t strategy, size_t need)
{
    enum report_fit fit = report_need_fit(choice->result, strategy, need, NULL);

    report_html(text, "<td class=\"%s\"", fit_classes[fit]);
    if (fit == REPORT_FIT_FALLS_BACK) {
        struct report_text evidence = {0};
        report_need_say_evidence(choice->result, strategy, need, &evidence);
        report_html(text, " title=\"%s\"", report_text_string(&evidence));
        report_text_fini(&evidence);
    }
    report_text_format(text, ">%s</td>", fit_marks[fit]);
}

static bool is_refused(const struct report_choice *choice, size_t strategy, size_t need)
{
    return choice->has_needs && report_need_fit(choice->result, strategy, need, NULL) >= REPORT_FIT_UNKNOWN;
}

/* The reasons why the row does not fit: each shows only where its need is ticked. */
static void add_reasons(struct report_text *text, const struct report_choice *choice, size_t strategy)
{
    report_text_add(text, "<td class=\"why\">");
    for (size_t need = 0; need < REPORT_NEEDS; need++) {
        if (!is_refused(choice, strategy, need))
            continue;
        struct report_text evidence = {0};
        bool is_unknown = report_need_fit(choice->result, strategy, need, NULL) == REPORT_FIT_UNKNOWN;
        report_need_say_evidence(choice->result, strategy, need, &evidence);
        report_html(text, "<span class=\"w-%s\"><b>%s</b> %s</span>", report_needs[need].key,
                    is_unknown ? report_needs[need].heading : report_needs[need].reason, report_text_string(&evidence));
        report_text_fini(&evidence);
    }
    report_text_add(text, "</td>");
}

static void add_row(struct report_page *page, const struct report_choice *choice, size_t strategy)
{
    const struct report_result *result = choice->result;
    const struct report_strategy *row = &result->strategies[strategy];
    struct report_text *text = &page->body;

    report_html(text, "<tr id=\"c%zu%s\" class=\"row%s%s", strategy, page->part,
                report_strategy_keeps_trait(row) ? "" : " yard", strategy == report_baseline(result) ? " base" : "");
    for (size_t need = 0; need < REPORT_NEEDS; need++)
        if (is_refused(choice, strategy, need))
            report_html(text, " x-%s", report_needs[need].key);
    report_text_add(text, "\">");
    if (choice->has_places) {
        report_text_add(text, "<td class=\"lives\">");
        report_place_strip(text, row->lives);
        report_text_add(text, "</td>");
    }
    report_html(text, "<th scope=\"row\" class=\"n\" title=\"%s\"><a href=\"#%s%s%s\">%s</a></th>", row->sentence,
                report_page_row_prefix(row->name), row->name, page->part, row->name);
    for (size_t i = 0; i < choice->column_count; i++)
        add_cell(text, choice, strategy, choice->columns[i]);
    add_counts(text, choice, strategy);
    for (size_t need = 0; need < REPORT_NEEDS && choice->has_needs; need++)
        add_fit(text, choice, strategy, need);
    add_reasons(text, choice, strategy);
    report_text_add(text, "</tr>\n");
}

static void add_headings(struct report_text *text, const struct report_choice *choice)
{
    const struct report_result *result = choice->result;
    bool is_time = strcmp(choice->metric, REPORT_METRIC_TIME) == 0;

    report_text_add(text, "<thead><tr class=\"hd\">");
    if (choice->has_places)
        report_page_piece(text, "choose-places", NULL);
    report_text_add(text, "<th scope=\"col\" class=\"n\">strategy</th>");
    for (size_t i = 0; i < choice->column_count; i++) {
        report_html(text, "<th scope=\"col\" class=\"w\" data-of=\"%zu\"><code>%s</code>", choice->columns[i],
                    result->workloads[choice->columns[i]].name);
        if (i == 0)
            report_html(text, "<small>%s", is_time ? "ns" : choice->metric);
        if (i == 0 && report_baseline(result) != REPORT_NOT_FOUND)
            report_html(text, ", × %s", report_baseline_name(result));
        report_text_add(text, i == 0 ? "</small></th>" : "</th>");
    }
    if (choice->memory != REPORT_NOT_FOUND)
        report_html(text, "<th scope=\"col\" class=\"mem\" data-of=\"%zu\">a waiting task holds <code>%s</code></th>",
                    choice->memory, result->workloads[choice->memory].name);
    if (choice->allocations != REPORT_NOT_FOUND)
        report_html(text, "<th scope=\"col\" class=\"al\" data-of=\"%zu\">alloc /item</th>", choice->allocations);
    for (size_t need = 0; need < REPORT_NEEDS && choice->has_needs; need++)
        report_html(text, "<th scope=\"col\" class=\"cap\"><span>%s</span></th>", report_needs[need].heading);
    report_text_add(text, "<th scope=\"col\" class=\"why\">does not fit</th></tr></thead>\n<tbody>\n");
}

void report_choice_add_table(struct report_page *page, const struct report_choice *choice)
{
    struct report_text *text = &page->body;
    char count[32];
    size_t answers = 0;

    report_choice_add_rules(page, choice);
    report_page_piece(text, "choose-table", page->part);
    add_headings(text, choice);
    for (size_t i = 0; i < choice->row_count; i++)
        add_row(page, choice, choice->rows[i]);
    for (size_t i = 0; i < choice->row_count; i++)
        answers += report_strategy_is_dyn(&choice->result->strategies[choice->rows[i]]);
    snprintf(count, sizeof count, "%zu", answers);
    report_page_piece(text, "choose-tally", count);
    if (strcmp(choice->metric, REPORT_METRIC_TIME) == 0)
        report_html(text, "best first; a time is the median of up to %zu fresh processes. ", report_run_samples(choice->result));
    report_page_sentence(text, "", report_noise_say_reach, choice->result, "");
    report_text_add(text, "</span></p></div>\n");
}
