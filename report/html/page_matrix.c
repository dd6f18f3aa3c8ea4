/* SPDX-License-Identifier: MIT */
/* Owns the page's matrices of strategies x workloads: one function draws them, and each has its own function for a cell. */
#include <math.h>
#include <stdio.h>
#include "report/result/baseline.h"
#include "report/text/escape.h"
#include "report/result/footnotes.h"
#include "report/text/number.h"
#include "report/html/page_matrix.h"
#include "report/analysis/switch_table.h"
#include "report/text/utf8.h"

/* In pixels, as the style sheet has it: what a laptop's screen and a printed page hold; a column's least width; what a letter of a
 * heading takes, and the space around it. */
enum { BLOCK_WIDTH = 1190, LEAST_COLUMN = 66, LETTER_WIDTH = 7, HEADING_SPACE = 18, MEAN_COLUMN = 110 };

/* How dark the tint of a multiple is: "f1" to "f4" for faster, "s1" to "s4" for slower. */
static const char *tint(double multiple)
{
    static const char *const faster[] = {"f1", "f2", "f3", "f4"}, *const slower[] = {"s1", "s2", "s3", "s4"};
    double doublings = fabs(log2(multiple));
    size_t depth = doublings < 0.25 ? 0 : doublings < 1 ? 1 : doublings < 2 ? 2 : 3;

    return multiple < 1 ? faster[depth] : slower[depth];
}

static void add_time(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    const struct report_series *one =
        report_result_series(result, report_baseline(result), series->workload, REPORT_METRIC_TIME);
    double multiple = report_multiple(result, series->strategy, series->workload, REPORT_METRIC_TIME);
    bool is_told_apart = one != NULL && (report_series_is_above(series, one) || report_series_is_above(one, series));

    report_text_format(text, "<td class=\"%s\" title=\"%s to %s, n = %zu; even and odd rounds differ by %s\">",
                     is_told_apart && isfinite(multiple) ? tint(multiple) : "same",
                     report_number_time(series->interval.low).text, report_number_time(series->interval.high).text,
                     series->count, report_number_percent(report_noise_of(series)).text);
    if (isfinite(multiple))
        report_text_format(text, "<b>%s</b>", report_number_multiple(multiple).text);
    report_text_format(text, "<small>%s</small></td>", report_number_time(series->median).text);
}

static void add_instructions(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    double inside = report_result_median(result, series->strategy, series->workload, REPORT_METRIC_ALLOCATOR_INSTRUCTIONS);

    report_text_format(text, "<td><b>%s</b>", report_number_count(series->median).text);
    if (inside > 0)
        report_text_format(text, "<small>%s outside</small>", report_number_count(series->median - inside).text);
    report_text_add(text, "</td>");
}

static void add_allocations(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    double bytes = report_result_median(result, series->strategy, series->workload, "allocated_bytes");

    report_text_format(text, "<td class=\"%s\"><b>%s</b>", series->median == 0 ? "same" : "",
                     report_number_count(series->median).text);
    if (isfinite(bytes))
        report_text_format(text, "<small>%s</small>", report_number_bytes(bytes).text);
    report_text_add(text, "</td>");
}

static void add_cell(struct report_text *text, const struct report_page_matrix *matrix, size_t strategy, size_t workload)
{
    const struct report_series *series = report_result_series(matrix->result, strategy, workload, matrix->metric);
    const struct report_cell *cell = report_result_cell(matrix->result, strategy, workload);

    if (series != NULL)
        matrix->add_value(text, matrix->result, series);
    else if (cell->note != 0)
        report_text_format(text, "<td class=\"none\"><a href=\"#%s-note-%zu\" title=\"%s\">%s<sup>%zu</sup></a></td>",
                         matrix->part, cell->note, report_cell_word(cell->status),
                         cell->status == REPORT_CELL_UNSUPPORTED ? "n/a" : report_cell_word(cell->status), cell->note);
    else
        report_text_add(text, "<td class=\"none\"><span aria-label=\"not run\">·</span></td>");
}

/* The two lines of headings: families over their members; a workload that is no family's takes both. */
static void add_heading(struct report_text *text, const struct report_columns *columns, size_t first, size_t end, size_t mean_of)
{
    report_text_add(text, "<thead><tr><th scope=\"col\" rowspan=\"2\" class=\"corner\">Strategy</th>");
    for (size_t i = first, family; i < end; i += family) {
        family = report_family_size(columns->names, i, end);
        if (family == 1) {
            report_text_add(text, "<th scope=\"col\" rowspan=\"2\" class=\"first\">");
            report_escape_html(text, columns->names[i]);
        } else {
            char name[128];
            snprintf(name, sizeof name, "%.*s", (int)report_family_length(columns->names[i]), columns->names[i]);
            report_text_format(text, "<th scope=\"colgroup\" colspan=\"%zu\" class=\"family first\">", family);
            report_escape_html(text, name);
        }
        report_text_add(text, "</th>");
    }
    if (mean_of > 0)
        report_text_format(text, "<th scope=\"col\" rowspan=\"2\" class=\"first\">geometric mean<br>of %zu "
                               "common</th>", mean_of);
    report_text_add(text, "</tr>\n<tr>");
    for (size_t i = first, family; i < end; i += family) {
        family = report_family_size(columns->names, i, end);
        for (size_t member = 0; member < family && family > 1; member++)
            report_page_header(text, "col", member == 0 ? "first" : "", report_family_member(columns->names[i + member]));
    }
    report_text_add(text, "</tr></thead>\n");
}

/* True for a cell with a number, and for one with the reason why it has none. */
static bool says_something(const struct report_page_matrix *matrix, size_t strategy, size_t workload)
{
    return report_result_series(matrix->result, strategy, workload, matrix->metric) != NULL ||
           (report_result_cell(matrix->result, strategy, workload)->note != 0 &&
            report_cell_is_told(matrix->result, strategy, workload));
}

static void add_block(struct report_text *text, const struct report_page_matrix *matrix, const struct report_columns *columns,
                      size_t first, size_t end)
{
    const struct report_result *result = matrix->result;
    size_t mean_of = matrix->has_mean && end == columns->count ? report_common_workloads(result) : 0;

    report_page_table_begin(text, matrix->label, "matrix");
    add_heading(text, columns, first, end, mean_of);
    report_text_add(text, "<tbody>\n");
    for (size_t i = 0; i < result->strategy_count; i++) {
        bool has_any = false;
        for (size_t column = first; column < end; column++)
            has_any |= says_something(matrix, i, columns->workloads[column]);
        if (!has_any)
            continue;
        report_text_format(text, "<tr class=\"%s\">", i == report_baseline(result) ? "base" : "");
        report_page_header(text, "row", "", result->strategies[i].name);
        for (size_t column = first; column < end; column++)
            add_cell(text, matrix, i, columns->workloads[column]);
        if (mean_of > 0 && isfinite(report_mean_multiple(result, i)))
            report_text_format(text, "<td><b>%s</b></td>", report_number_multiple(report_mean_multiple(result, i)).text);
        else if (mean_of > 0)
            report_text_add(text, "<td class=\"none\">·</td>");
        report_text_add(text, "</tr>\n");
    }
    report_text_add(text, "</tbody>\n");
    report_page_table_end(text);
}

static size_t heading_width(const char *words)
{
    size_t width = LETTER_WIDTH * report_utf8_width(words) + HEADING_SPACE;

    return width < LEAST_COLUMN ? LEAST_COLUMN : width;
}

/* A family's name stands over all of its members. */
static size_t column_width(const struct report_columns *columns, size_t column)
{
    const char *name = columns->names[column];
    bool is_member = (column > 0 && report_family_size(columns->names, column - 1, columns->count) > 1) ||
                     report_family_size(columns->names, column, columns->count) > 1;

    return heading_width(is_member ? report_family_member(name) : name);
}

/* What the names of strategies leave. */
static size_t room_for_columns(const struct report_page_matrix *matrix)
{
    size_t mean = matrix->has_mean ? MEAN_COLUMN : 0, names = 0;

    for (size_t i = 0; i < matrix->result->strategy_count; i++) {
        size_t width = heading_width(matrix->result->strategies[i].name);
        names = width > names ? width : names;
    }
    return names + mean < BLOCK_WIDTH / 2 ? BLOCK_WIDTH - names - mean : BLOCK_WIDTH / 2;
}

void report_page_matrix_add(struct report_text *text, const struct report_page_matrix *matrix, const char *heading)
{
    struct report_columns columns;
    size_t widths[REPORT_LONGEST_TABLE], taken;

    matrix->choose(matrix->result, matrix->metric, &columns);
    if (columns.count == 0)
        return;
    report_text_add(text, heading);
    for (size_t i = 0; i < columns.count; i++)
        widths[i] = column_width(&columns, i);
    for (size_t first = 0; first < columns.count; first += taken) {
        taken = report_columns_take(columns.names, widths, first, columns.count, room_for_columns(matrix));
        add_block(text, matrix, &columns, first, first + taken);
    }
}

void report_page_matrices(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_page_matrix matrix = {.result = result, .part = part, .choose = report_item_columns};

    report_page_heading(text, part, "matrix", "Strategies × workloads");
    report_text_add(text, "<p>Time per item, as a multiple of ");
    report_page_code(text, report_baseline_name(result));
    report_text_add(text, ", with the median below it. <span class=\"key f3\">Faster</span> and <span class=\"key "
                        "s3\">slower</span> are tinted only where the intervals do not overlap the baseline’s and the "
                        "difference is above the noise floor; a plain "
                        "cell is one that these samples cannot tell from it. Numbers behind <em>n/a</em> lead to the "
                        "reason.</p>\n");
    matrix.metric = REPORT_METRIC_TIME, matrix.label = "Time per item", matrix.add_value = add_time, matrix.has_mean = true;
    report_page_matrix_add(text, &matrix, "");
    matrix.metric = REPORT_METRIC_INSTRUCTIONS, matrix.label = "Instructions per item", matrix.add_value = add_instructions;
    matrix.has_mean = false;
    report_page_matrix_add(text, &matrix, "<h3>Instructions per item</h3>\n<p>Counted under callgrind, exact and repeatable; "
                                        "where malloc and free take part of them, <em>outside</em> is what remains "
                                        "without.</p>\n");
    matrix.metric = REPORT_METRIC_ALLOCATIONS, matrix.label = "Allocations per item", matrix.add_value = add_allocations;
    report_page_matrix_add(text, &matrix, "<h3>Allocations per item</h3>\n<p>Counted in an executable of its own, in the steady "
                                        "state; below, the bytes asked for per item.</p>\n");
    report_page_item_counts(text, result, report_result_workload(result, "ready"));
}
