/* SPDX-License-Identifier: MIT */
/* Draws the page's matrices of strategies x workloads. One function draws all; each matrix passes the function that fills a
 * cell. */
#include <math.h>
#include <stdio.h>
#include "report/html/page.h"
#include "report/result/result.h"

enum {
    BLOCK_WIDTH = 1190,     /* pixels: width of a laptop's screen and of a printed page */
    LEAST_COLUMN = 66,      /* pixels: least width of a column */
    LETTER_WIDTH = 7,       /* pixels: width of a letter in a heading */
    HEADING_SPACE = 18,     /* pixels: space around a heading */
    MEAN_COLUMN = 110,      /* pixels: width of the column with the mean */
};

/* The class that tints a multiple: "f1" to "f4" for faster, "s1" to "s4" for slower. */
static const char *tint(double multiple)
{
    static const char *const faster[] = {"f1", "f2", "f3", "f4"}, *const slower[] = {"s1", "s2", "s3", "s4"};
    double doublings = fabs(log2(multiple));
    size_t depth = doublings < 0.25 ? 0 : doublings < 1 ? 1 : doublings < 2 ? 2 : 3;

    return multiple < 1 ? faster[depth] : slower[depth];
}

static void add_time(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    const struct report_series *one = report_result_series(result, report_baseline(result), series->workload, REPORT_METRIC_TIME);
    double multiple = report_multiple(result, series->strategy, series->workload, REPORT_METRIC_TIME);
    bool is_told_apart = one != NULL && (report_series_is_above(series, one) || report_series_is_above(one, series));

    report_html(text, "<td class=\"%s\" title=\"%s to %s, n = %zu; even and odd rounds differ by %s\">",
                is_told_apart && isfinite(multiple) ? tint(multiple) : "same", report_number_time(series->interval.low).text,
                report_number_time(series->interval.high).text, series->count,
                report_number_percent(report_noise_of(series, NULL)).text);
    if (isfinite(multiple))
        report_html(text, "<b>%s</b>", report_number_multiple(multiple).text);
    report_html(text, "<small>%s</small></td>", report_number_time(series->median).text);
}

static void add_instructions(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    double inside = report_result_median(result, series->strategy, series->workload, REPORT_METRIC_ALLOCATOR_INSTRUCTIONS);

    report_html(text, "<td><b>%s</b>", report_number_count(series->median).text);
    if (inside > 0)
        report_html(text, "<small>%s outside</small>", report_number_count(series->median - inside).text);
    report_text_add(text, "</td>");
}

static void add_allocations(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    double bytes = report_result_median(result, series->strategy, series->workload, "allocated_bytes");

    report_html(text, "<td class=\"%s\"><b>%s</b>", series->median == 0 ? "same" : "", report_number_count(series->median).text);
    if (isfinite(bytes))
        report_html(text, "<small>%s</small>", report_number_bytes(bytes).text);
    report_text_add(text, "</td>");
}

struct drawing {
    const struct report_page_matrix *matrix;
    const struct report_result *result;
    const char *part;
    struct report_columns columns;
};

static void add_cell(struct report_text *text, const struct drawing *drawing, size_t strategy, size_t workload)
{
    const struct report_series *series = report_result_series(drawing->result, strategy, workload, drawing->matrix->metric);
    const struct report_cell *cell = report_result_cell(drawing->result, strategy, workload);
    const char *word = report_cell_word(cell->status);

    if (series != NULL)
        drawing->matrix->add_value(text, drawing->result, series);
    else if (cell->note != 0)
        report_html(text, "<td class=\"none\"><a href=\"#%s-note-%zu\" title=\"%s\">%s<sup>%zu</sup></a></td>", drawing->part,
                    cell->note, word, cell->status == REPORT_CELL_UNSUPPORTED ? "n/a" : word, cell->note);
    else
        report_text_add(text, "<td class=\"none\"><span aria-label=\"not run\">·</span></td>");
}

/* Adds the two lines of headings: families over their members; a workload that is no family's takes both. */
static void add_heading(struct report_text *text, const struct report_columns *columns, size_t first, size_t end, size_t mean_of)
{
    report_text_add(text, "<thead><tr><th scope=\"col\" rowspan=\"2\" class=\"corner\">Strategy</th>");
    for (size_t i = first, family; i < end; i += family) {
        char name[128];
        family = report_family_size(columns->names, i, end);
        snprintf(name, sizeof name, "%.*s", (int)report_family_length(columns->names[i]), columns->names[i]);
        if (family == 1)
            report_html(text, "<th scope=\"col\" rowspan=\"2\" class=\"first\">%s</th>", columns->names[i]);
        else
            report_html(text, "<th scope=\"colgroup\" colspan=\"%zu\" class=\"family first\">%s</th>", family, name);
    }
    if (mean_of > 0)
        report_html(text, "<th scope=\"col\" rowspan=\"2\" class=\"first\">geometric mean<br>of %zu common</th>", mean_of);
    report_text_add(text, "</tr>\n<tr>");
    for (size_t i = first, family; i < end; i += family) {
        family = report_family_size(columns->names, i, end);
        for (size_t member = 0; member < family && family > 1; member++)
            report_html(text, "<th scope=\"col\" class=\"%s\">%s</th>", member == 0 ? "first" : "",
                        report_family_member(columns->names[i + member]));
    }
    report_text_add(text, "</tr></thead>\n");
}

/* True for a cell with a number, and for one with the reason why it has none. */
static bool says_something(const struct drawing *drawing, size_t strategy, size_t workload)
{
    return report_cell_is_told(drawing->result, strategy, workload) &&
           (report_result_series(drawing->result, strategy, workload, drawing->matrix->metric) != NULL ||
            report_result_cell(drawing->result, strategy, workload)->note != 0);
}

static void add_row(struct report_text *text, const struct drawing *drawing, size_t strategy, size_t first, size_t end,
                    bool has_mean)
{
    const struct report_result *result = drawing->result;
    double mean = has_mean ? report_mean_multiple(result, strategy) : NAN;
    bool has_any = false;

    for (size_t column = first; column < end; column++)
        has_any |= says_something(drawing, strategy, drawing->columns.workloads[column]);
    if (!has_any)
        return;
    report_page_row_begin(text, strategy == report_baseline(result) ? "base" : "", result->strategies[strategy].name);
    for (size_t column = first; column < end; column++)
        add_cell(text, drawing, strategy, drawing->columns.workloads[column]);
    if (isfinite(mean))
        report_html(text, "<td><b>%s</b></td>", report_number_multiple(mean).text);
    else if (has_mean)
        report_text_add(text, "<td class=\"none\">·</td>");
    report_text_add(text, "</tr>\n");
}

static void add_block(struct report_text *text, const struct drawing *drawing, size_t first, size_t end)
{
    bool is_last = end == drawing->columns.count;
    size_t mean_of = drawing->matrix->has_mean && is_last ? report_common_workloads(drawing->result) : 0;

    report_page_table_begin(text, drawing->matrix->label);
    add_heading(text, &drawing->columns, first, end, mean_of);
    report_text_add(text, "<tbody>\n");
    for (size_t i = 0; i < drawing->result->strategy_count; i++)
        add_row(text, drawing, i, first, end, mean_of > 0);
    report_page_table_end(text);
}

static size_t heading_width(const char *words)
{
    size_t width = LETTER_WIDTH * report_utf8_width(words) + HEADING_SPACE;

    return width < LEAST_COLUMN ? LEAST_COLUMN : width;
}

/* The width that the names of strategies leave. */
static size_t room_for_columns(const struct report_result *result, bool has_mean)
{
    size_t mean = has_mean ? MEAN_COLUMN : 0, names = 0;

    for (size_t i = 0; i < result->strategy_count; i++) {
        size_t width = heading_width(result->strategies[i].name);
        names = width > names ? width : names;
    }
    return names + mean < BLOCK_WIDTH / 2 ? BLOCK_WIDTH - names - mean : BLOCK_WIDTH / 2;
}

void report_page_matrix_add(struct report_text *text, const struct report_result *result, const struct report_page_matrix *matrix,
                            const char *part)
{
    struct drawing drawing = {.matrix = matrix, .result = result, .part = part};
    const struct report_columns *columns = &drawing.columns;
    size_t widths[REPORT_LONGEST_TABLE], taken;

    report_columns_choose(result, matrix->kind, matrix->metric, &drawing.columns);
    if (columns->count == 0)
        return;
    if (matrix->piece != NULL)
        report_page_piece(text, matrix->piece, NULL);
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = heading_width(report_column_heading(columns->names, i, 0, columns->count));
    for (size_t first = 0; first < columns->count; first += taken) {
        taken = report_columns_take(columns->names, widths, first, columns->count, room_for_columns(result, matrix->has_mean));
        add_block(text, &drawing, first, first + taken);
    }
}

void report_page_matrices(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    static const struct report_page_matrix matrices[] = {
        {REPORT_METRIC_TIME, "Time per item", NULL, REPORT_COLUMNS_ITEMS, add_time, true},
        {REPORT_METRIC_INSTRUCTIONS, "Instructions per item", "matrix-instructions", REPORT_COLUMNS_ITEMS, add_instructions,
         false},
        {REPORT_METRIC_ALLOCATIONS, "Allocations per item", "matrix-allocations", REPORT_COLUMNS_ITEMS, add_allocations, false},
    };

    struct report_columns timed;

    report_columns_choose(result, REPORT_COLUMNS_ITEMS, REPORT_METRIC_TIME, &timed);
    report_page_piece(text, "matrix", part);
    if (timed.count > 0 || report_baseline(result) == REPORT_NOT_FOUND) {
        report_page_piece(text, "matrix-time", report_baseline_name(result));
        report_page_sentence(text, "<p>", report_noise_say_reach, result, "</p>\n");
    }
    for (size_t i = 0; i < sizeof matrices / sizeof matrices[0]; i++)
        report_page_matrix_add(text, result, &matrices[i], part);
    report_page_item_counts(text, result, report_result_workload(result, "ready"));
}
