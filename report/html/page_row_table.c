/* SPDX-License-Identifier: MIT */
/* Owns the text of a row's numbers: a line for each workload, a column for each main metric that the row has. It reads without a
 * script and can be copied; a cell takes no element, which a page of four thousand cells could not afford. rows.js makes a table
 * of it, with the other metrics out of the page's data, so no field has a space in it. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/html/page.h"
#include "report/result/result.h"

enum { FIELD_BYTES = 72, MOST_COLUMNS = 64, WIDEST_NAME = 32 };    /* a name beyond this width is cut */

/* Writes the words of a cell's series into a field. */
typedef void field_words(const struct report_result *, const struct report_series *, char field[FIELD_BYTES]);

struct column {
    const char *metric;
    const char *heading;    /* NULL: "×" and the baseline's name */
    const char *words;      /* its explanation */
    field_words *say;       /* NULL: in the table of the script only */
    size_t width;           /* of the widest field, and of the heading */
};

struct columns {
    size_t count;
    struct column list[MOST_COLUMNS];   /* room for all of known_columns */
};

/* "9.77", "196", "4130", "0.0013": three digits or the whole part, and no unit, which the heading has. */
static struct report_number plain_number(double value)
{
    struct report_number number = report_number_count(value);

    if (fabs(value) >= 99.95)
        snprintf(number.text, sizeof number.text, "%.0f", value);
    return report_number_trimmed(number);
}

static void say_median(const struct report_result *result, const struct report_series *series, char field[FIELD_BYTES])
{
    (void)result;
    snprintf(field, FIELD_BYTES, "%s", plain_number(series->median).text);
}

static void say_interval(const struct report_result *result, const struct report_series *series, char field[FIELD_BYTES])
{
    (void)result;
    if (series->count > 1)
        snprintf(field, FIELD_BYTES, "%s-%s", plain_number(series->interval.low).text, plain_number(series->interval.high).text);
}

/* "0.48", or "~0.97" where the samples do not tell the two apart. */
static void say_multiple(const struct report_result *result, const struct report_series *series, char field[FIELD_BYTES])
{
    size_t baseline = report_baseline(result);
    double multiple = report_multiple(result, series->strategy, series->workload, series->metric);

    if (!isfinite(multiple))
        return;
    const struct report_series *other = report_result_series(result, baseline, series->workload, series->metric);
    bool is_told = series == other || report_series_is_above(series, other) || report_series_is_above(other, series);
    snprintf(field, FIELD_BYTES, "%s%s", is_told ? "" : "~", plain_number(multiple).text);
}

/* The columns in their order. Metrics of a newer file follow in the table of the script, under their own names. */
static const struct column known_columns[] = {
    {REPORT_METRIC_TIME, "ns", "time in ns", say_median, 0},
    {REPORT_METRIC_TIME, "interval", "interval of the median", say_interval, 0},
    {REPORT_METRIC_TIME, NULL, "multiple of the baseline's time", say_multiple, 0},
    {REPORT_METRIC_INSTRUCTIONS, "instr", "instructions", say_median, 0},
    {REPORT_METRIC_ALLOCATOR_INSTRUCTIONS, "in_heap", "instructions inside malloc and free", NULL, 0},
    {"indirect_calls", "indirect", "indirect calls", NULL, 0},
    {"allocator_calls", "heap_calls", "calls of malloc and free", NULL, 0},
    {REPORT_METRIC_ALLOCATIONS, "allocs", "allocations", say_median, 0},
    {"allocated_bytes", "alloc_B", "their bytes", say_median, 0},
    {"peak_live_bytes", "peak_B", "the most bytes alive at once", NULL, 0},
    {"mapped_stacks", "stacks", "mapped stacks", NULL, 0},
    {"mapped_stack_bytes", "stack_B", "bytes of mapped stacks", NULL, 0},
    {REPORT_METRIC_SYSCALLS, "syscalls", "system calls", NULL, 0},
    {"minor_faults", "faults", "minor page faults", NULL, 0},
    {"major_faults", "major", "major page faults", NULL, 0},
    {"p50_ns", "p50", "median time of a single next() in ns, reading the clock included", NULL, 0},
    {REPORT_METRIC_P99, "p99", "its 99th percentile", say_median, 0},
    {"p999_ns", "p99.9", "its 99.9th percentile", NULL, 0},
    {"max_ns", "max", "its longest", NULL, 0},
    {"clock_ns", "clock", "one reading of the clock in ns", NULL, 0},
    {REPORT_METRIC_CYCLES, "cycles", "cycles of the processor in user mode", NULL, 0},
    {"cpu_instructions", "cpu_instr", "instructions, as the processor counts them", NULL, 0},
    {"branch_misses", "br_miss", "mispredicted branches", NULL, 0},
    {"cache_misses", "cache_miss", "cache misses", NULL, 0},
    {"task_clock_ns", "task_ns", "time of the processor in ns, as the kernel counts it", NULL, 0},
    {"page_faults", "pf", "page faults, as the kernel counts them", NULL, 0},
    {REPORT_METRIC_TASK_BYTES, "task_B", "resident bytes of a waiting task", say_median, 0},
    {"rss_bytes", "rss_B", "those in memory", NULL, 0},
    {"page_table_bytes", "pt_B", "those in page tables", NULL, 0},
    {"frame_bytes", "frame_B", "bytes of its frame", NULL, 0},
    {REPORT_METRIC_RETAINED_BYTES, "kept_B", "bytes that stay after all futures ended", say_median, 0},
};
enum { KNOWN_COUNT = sizeof known_columns / sizeof known_columns[0] };
_Static_assert((int)KNOWN_COUNT <= (int)MOST_COLUMNS, "a row may have all columns");

/* Reads the field; "" where the cell has no such number. */
static void read_field(const struct report_result *result, size_t strategy, size_t workload, const struct column *column,
                       char field[FIELD_BYTES])
{
    const struct report_series *series = report_result_series(result, strategy, workload, column->metric);

    field[0] = '\0';
    if (series != NULL)
        column->say(result, series, field);
}

/* Takes the column when one of its fields says something other than 0. Returns false, and leaves it out, when all are 0. */
static bool take_column(const struct report_result *result, size_t strategy, struct columns *columns, struct column column)
{
    bool has_field = false, is_zero = true;
    char field[FIELD_BYTES];

    for (size_t i = 0; i < result->workload_count; i++) {
        read_field(result, strategy, i, &column, field);
        size_t width = report_utf8_width(field);
        has_field = has_field || width > 0;
        is_zero = is_zero && (width == 0 || strcmp(field, "0") == 0);
        column.width = width > column.width ? width : column.width;
    }
    if (has_field && !is_zero)
        columns->list[columns->count++] = column;
    return !has_field || !is_zero;
}

/* Chooses the columns. Adds the headings of those that are 0 on every workload to `zeros`. */
static void choose_columns(const struct report_result *result, size_t strategy, struct columns *columns,
                           struct report_text *zeros)
{
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        if (known_columns[i].say != NULL && !take_column(result, strategy, columns, known_columns[i]))
            report_text_format(zeros, "%s%s", zeros->length == 0 ? "" : ", ", known_columns[i].heading);
}

/* "ns", or "×box" for the multiples. */
static void say_heading(const struct report_result *result, const struct column *column, struct report_text *heading)
{
    report_text_cut(heading, 0);
    if (column->heading != NULL)
        report_text_add(heading, column->heading);
    else
        report_text_format(heading, "×%s", report_baseline_name(result));
}

/* Adds as many of the words as fill `width` columns, and returns how many of these stay free. */
static size_t fit(struct report_text *text, const char *words, size_t width)
{
    struct report_text fitting = {0};
    bool is_cut = report_utf8_width(words) > width;

    report_text_add_bytes(&fitting, words, is_cut ? report_utf8_fit(words, width - 1) : strlen(words));
    report_text_add(&fitting, is_cut ? "…" : "");
    size_t used = report_utf8_width(report_text_string(&fitting));
    report_escape_html(text, report_text_string(&fitting));
    report_text_fini(&fitting);
    return width - used;
}

static void add_left(struct report_text *text, const char *words, size_t width)
{
    size_t rest = fit(text, words, width);

    report_text_repeat(text, " ", rest);
}

static void add_right(struct report_text *text, const char *words, size_t width)
{
    size_t used = report_utf8_width(words);

    report_text_repeat(text, " ", 1 + (used < width ? width - used : 0));
    fit(text, words, width);
}

/* Adds the workload's line, without the empty fields at its end; nothing when all are empty. */
static void add_line(struct report_text *text, const struct report_result *result, size_t strategy, size_t workload,
                     const struct columns *columns, size_t name_width)
{
    size_t begin = text->length, end = begin;
    char field[FIELD_BYTES];

    add_left(text, result->workloads[workload].name, name_width);
    for (size_t i = 0; i < columns->count; i++) {
        read_field(result, strategy, workload, &columns->list[i], field);
        add_right(text, field[0] == '\0' ? "-" : field, columns->list[i].width);
        end = field[0] == '\0' ? end : text->length;
    }
    report_text_cut(text, end);
    report_text_add(text, end > begin ? "\n" : "");
}

static size_t widest_name(const struct report_result *result)
{
    size_t widest = strlen("workload");

    for (size_t i = 0; i < result->workload_count; i++) {
        size_t width = report_utf8_width(result->workloads[i].name);
        widest = width > widest ? width : widest;
    }
    return widest < WIDEST_NAME ? widest : WIDEST_NAME;
}

void report_row_table_add(struct report_text *text, const struct report_result *result, size_t strategy)
{
    size_t name_width = widest_name(result);
    struct columns columns = {0};
    struct report_text words = {0}, zeros = {0};

    choose_columns(result, strategy, &columns, &zeros);
    if (columns.count > 0)
        add_left(text, "workload", name_width);
    for (size_t i = 0; i < columns.count; i++) {
        struct column *column = &columns.list[i];
        say_heading(result, column, &words);
        size_t width = report_utf8_width(words.bytes);
        width = width < WIDEST_NAME ? width : WIDEST_NAME;
        column->width = width > column->width ? width : column->width;
        add_right(text, words.bytes, column->width);
    }
    report_text_add(text, columns.count > 0 ? "\n" : "");
    for (size_t i = 0; i < result->workload_count && columns.count > 0; i++)
        add_line(text, result, strategy, i, &columns, name_width);
    if (zeros.length > 0)
        report_html(text, "0 on every workload: %s\n", zeros.bytes);
    report_text_fini(&words);
    report_text_fini(&zeros);
}

void report_row_columns_add(struct report_text *text, const struct report_result *result)
{
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        const struct column *column = &known_columns[i];
        bool is_there = false;
        for (size_t j = 0; j < result->strategy_count && !is_there; j++)
            is_there = report_strategy_has(result, j, column->metric);
        if (!is_there)
            continue;
        report_html(text, "<b title=\"%s\">%s</b> %s; ",
                    column->say == say_interval || column->say == say_multiple ? "" : column->metric,
                    column->heading == NULL ? "×" : column->heading, column->words);
    }
    report_text_add(text, "<b>~</b> not told apart from the baseline by the samples\n");
}
