/* SPDX-License-Identifier: MIT */
/* Owns the page's matrices of strategies x workloads: one function draws them, and each has its own function for a cell. */
#include <math.h>
#include <stdio.h>
#include "report/baseline.h"
#include "report/escape.h"
#include "report/notes.h"
#include "report/number.h"
#include "report/page_matrix.h"
#include "report/switch_table.h"
#include "report/utf8.h"

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

static void add_time(struct coro_text *text, const struct coro_result *result, const struct coro_series *series)
{
    const struct coro_series *one =
        coro_result_series(result, coro_baseline(result), series->workload, CORO_METRIC_TIME);
    double multiple = coro_multiple(result, series->strategy, series->workload, CORO_METRIC_TIME);
    bool is_told_apart = one != NULL && (coro_series_is_above(series, one) || coro_series_is_above(one, series));

    coro_text_format(text, "<td class=\"%s\" title=\"%s to %s, n = %zu; even and odd rounds differ by %s\">",
                     is_told_apart && isfinite(multiple) ? tint(multiple) : "same",
                     coro_number_time(series->interval.low).text, coro_number_time(series->interval.high).text,
                     series->count, coro_number_percent(coro_noise_of(series)).text);
    if (isfinite(multiple))
        coro_text_format(text, "<b>%s</b>", coro_number_multiple(multiple).text);
    coro_text_format(text, "<small>%s</small></td>", coro_number_time(series->median).text);
}

static void add_instructions(struct coro_text *text, const struct coro_result *result, const struct coro_series *series)
{
    double inside = coro_result_median(result, series->strategy, series->workload, CORO_METRIC_ALLOCATOR_INSTRUCTIONS);

    coro_text_format(text, "<td><b>%s</b>", coro_number_count(series->median).text);
    if (inside > 0)
        coro_text_format(text, "<small>%s outside</small>", coro_number_count(series->median - inside).text);
    coro_text_add(text, "</td>");
}

static void add_allocations(struct coro_text *text, const struct coro_result *result, const struct coro_series *series)
{
    double bytes = coro_result_median(result, series->strategy, series->workload, "allocated_bytes");

    coro_text_format(text, "<td class=\"%s\"><b>%s</b>", series->median == 0 ? "same" : "",
                     coro_number_count(series->median).text);
    if (isfinite(bytes))
        coro_text_format(text, "<small>%s</small>", coro_number_bytes(bytes).text);
    coro_text_add(text, "</td>");
}

static void add_cell(struct coro_text *text, const struct coro_page_matrix *matrix, size_t strategy, size_t workload)
{
    const struct coro_series *series = coro_result_series(matrix->result, strategy, workload, matrix->metric);
    const struct coro_cell *cell = coro_result_cell(matrix->result, strategy, workload);

    if (series != NULL)
        matrix->add_value(text, matrix->result, series);
    else if (cell->note != 0)
        coro_text_format(text, "<td class=\"none\"><a href=\"#%s-note-%zu\" title=\"%s\">%s<sup>%zu</sup></a></td>",
                         matrix->part, cell->note, coro_cell_word(cell->status),
                         cell->status == CORO_CELL_UNSUPPORTED ? "n/a" : coro_cell_word(cell->status), cell->note);
    else
        coro_text_add(text, "<td class=\"none\"><span aria-label=\"not run\">·</span></td>");
}

/* The two lines of headings: families over their members; a workload that is no family's takes both. */
static void add_heading(struct coro_text *text, const struct coro_columns *columns, size_t first, size_t end, size_t mean_of)
{
    coro_text_add(text, "<thead><tr><th scope=\"col\" rowspan=\"2\" class=\"corner\">Strategy</th>");
    for (size_t i = first, family; i < end; i += family) {
        family = coro_family_size(columns->names, i, end);
        if (family == 1) {
            coro_text_add(text, "<th scope=\"col\" rowspan=\"2\" class=\"first\">");
            coro_escape_html(text, columns->names[i]);
        } else {
            char name[128];
            snprintf(name, sizeof name, "%.*s", (int)coro_family_length(columns->names[i]), columns->names[i]);
            coro_text_format(text, "<th scope=\"colgroup\" colspan=\"%zu\" class=\"family first\">", family);
            coro_escape_html(text, name);
        }
        coro_text_add(text, "</th>");
    }
    if (mean_of > 0)
        coro_text_format(text, "<th scope=\"col\" rowspan=\"2\" class=\"first\">geometric mean<br>of %zu "
                               "common</th>", mean_of);
    coro_text_add(text, "</tr>\n<tr>");
    for (size_t i = first, family; i < end; i += family) {
        family = coro_family_size(columns->names, i, end);
        for (size_t member = 0; member < family && family > 1; member++)
            coro_page_header(text, "col", member == 0 ? "first" : "", coro_family_member(columns->names[i + member]));
    }
    coro_text_add(text, "</tr></thead>\n");
}

/* True for a cell with a number, and for one with the reason why it has none. */
static bool says_something(const struct coro_page_matrix *matrix, size_t strategy, size_t workload)
{
    return coro_result_series(matrix->result, strategy, workload, matrix->metric) != NULL ||
           (coro_result_cell(matrix->result, strategy, workload)->note != 0 &&
            coro_cell_is_told(matrix->result, strategy, workload));
}

static void add_block(struct coro_text *text, const struct coro_page_matrix *matrix, const struct coro_columns *columns,
                      size_t first, size_t end)
{
    const struct coro_result *result = matrix->result;
    size_t mean_of = matrix->has_mean && end == columns->count ? coro_common_workloads(result) : 0;

    coro_page_table_begin(text, matrix->label, "matrix");
    add_heading(text, columns, first, end, mean_of);
    coro_text_add(text, "<tbody>\n");
    for (size_t i = 0; i < result->strategy_count; i++) {
        bool has_any = false;
        for (size_t column = first; column < end; column++)
            has_any |= says_something(matrix, i, columns->workloads[column]);
        if (!has_any)
            continue;
        coro_text_format(text, "<tr class=\"%s\">", i == coro_baseline(result) ? "base" : "");
        coro_page_header(text, "row", "", result->strategies[i].name);
        for (size_t column = first; column < end; column++)
            add_cell(text, matrix, i, columns->workloads[column]);
        if (mean_of > 0 && isfinite(coro_mean_multiple(result, i)))
            coro_text_format(text, "<td><b>%s</b></td>", coro_number_multiple(coro_mean_multiple(result, i)).text);
        else if (mean_of > 0)
            coro_text_add(text, "<td class=\"none\">·</td>");
        coro_text_add(text, "</tr>\n");
    }
    coro_text_add(text, "</tbody>\n");
    coro_page_table_end(text);
}

static size_t heading_width(const char *words)
{
    size_t width = LETTER_WIDTH * coro_utf8_width(words) + HEADING_SPACE;

    return width < LEAST_COLUMN ? LEAST_COLUMN : width;
}

/* A family's name stands over all of its members. */
static size_t column_width(const struct coro_columns *columns, size_t column)
{
    const char *name = columns->names[column];
    bool is_member = (column > 0 && coro_family_size(columns->names, column - 1, columns->count) > 1) ||
                     coro_family_size(columns->names, column, columns->count) > 1;

    return heading_width(is_member ? coro_family_member(name) : name);
}

/* What the names of strategies leave. */
static size_t room_for_columns(const struct coro_page_matrix *matrix)
{
    size_t mean = matrix->has_mean ? MEAN_COLUMN : 0, names = 0;

    for (size_t i = 0; i < matrix->result->strategy_count; i++) {
        size_t width = heading_width(matrix->result->strategies[i].name);
        names = width > names ? width : names;
    }
    return names + mean < BLOCK_WIDTH / 2 ? BLOCK_WIDTH - names - mean : BLOCK_WIDTH / 2;
}

void coro_page_matrix_add(struct coro_text *text, const struct coro_page_matrix *matrix, const char *heading)
{
    struct coro_columns columns;
    size_t widths[CORO_LONGEST_TABLE], taken;

    matrix->choose(matrix->result, matrix->metric, &columns);
    if (columns.count == 0)
        return;
    coro_text_add(text, heading);
    for (size_t i = 0; i < columns.count; i++)
        widths[i] = column_width(&columns, i);
    for (size_t first = 0; first < columns.count; first += taken) {
        taken = coro_columns_take(columns.names, widths, first, columns.count, room_for_columns(matrix));
        add_block(text, matrix, &columns, first, first + taken);
    }
}

void coro_page_matrices(struct coro_text *text, const struct coro_result *result, const char *part)
{
    struct coro_page_matrix matrix = {.result = result, .part = part, .choose = coro_item_columns};

    coro_page_heading(text, part, "matrix", "Strategies × workloads");
    coro_text_add(text, "<p>Time per item, as a multiple of ");
    coro_page_code(text, coro_baseline_name(result));
    coro_text_add(text, ", with the median below it. <span class=\"key f3\">Faster</span> and <span class=\"key "
                        "s3\">slower</span> are tinted only where the intervals do not overlap the baseline’s and the "
                        "difference is above the noise floor; a plain "
                        "cell is one that these samples cannot tell from it. Numbers behind <em>n/a</em> lead to the "
                        "reason.</p>\n");
    matrix.metric = CORO_METRIC_TIME, matrix.label = "Time per item", matrix.add_value = add_time, matrix.has_mean = true;
    coro_page_matrix_add(text, &matrix, "");
    matrix.metric = CORO_METRIC_INSTRUCTIONS, matrix.label = "Instructions per item", matrix.add_value = add_instructions;
    matrix.has_mean = false;
    coro_page_matrix_add(text, &matrix, "<h3>Instructions per item</h3>\n<p>Counted under callgrind, exact and repeatable; "
                                        "where malloc and free take part of them, <em>outside</em> is what remains "
                                        "without.</p>\n");
    matrix.metric = CORO_METRIC_ALLOCATIONS, matrix.label = "Allocations per item", matrix.add_value = add_allocations;
    coro_page_matrix_add(text, &matrix, "<h3>Allocations per item</h3>\n<p>Counted in an executable of its own, in the steady "
                                        "state; below, the bytes asked for per item.</p>\n");
    coro_page_item_counts(text, result, coro_result_workload(result, "ready"));
}
