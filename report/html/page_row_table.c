/* SPDX-License-Identifier: MIT */
/* Owns the text of a row's numbers: a line for each workload, a column for each main metric that the row has. Tabs align it, and
 * a spreadsheet takes it as a table. It reads without a script; a cell takes no element, which a page of four thousand cells
 * could not afford. The name comes last, since it may be longer than a column. rows.js makes a table of the text, with the other
 * metrics out of the page's data. */
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
    {REPORT_METRIC_TIME, "ns", "time in ns", say_median},
    {REPORT_METRIC_TIME, NULL, "multiple of the baseline's time", say_multiple},
    {REPORT_METRIC_INSTRUCTIONS, "instr", "instructions", say_median},
    {REPORT_METRIC_ALLOCATOR_INSTRUCTIONS, "in_heap", "instructions inside malloc and free", NULL},
    {"indirect_calls", "indirect", "indirect calls", NULL},
    {"allocator_calls", "heap_calls", "calls of malloc and free", NULL},
    {REPORT_METRIC_ALLOCATIONS, "allocs", "allocations", say_median},
    {"allocated_bytes", "alloc_B", "their bytes", say_median},
    {"peak_live_bytes", "peak_B", "the most bytes alive at once", NULL},
    {"mapped_stacks", "stacks", "mapped stacks", NULL},
    {"mapped_stack_bytes", "stack_B", "bytes of mapped stacks", NULL},
    {REPORT_METRIC_SYSCALLS, "syscalls", "system calls", NULL},
    {"minor_faults", "faults", "minor page faults", NULL},
    {"major_faults", "major", "major page faults", NULL},
    {"p50_ns", "p50", "median time of a single next() in ns, reading the clock included", NULL},
    {REPORT_METRIC_P99, "p99", "its 99th percentile", say_median},
    {"p999_ns", "p99.9", "its 99.9th percentile", NULL},
    {"max_ns", "max", "its longest", NULL},
    {"clock_ns", "clock", "one reading of the clock in ns", NULL},
    {REPORT_METRIC_CYCLES, "cycles", "cycles of the processor in user mode", NULL},
    {"cpu_instructions", "cpu_instr", "instructions, as the processor counts them", NULL},
    {"branch_misses", "br_miss", "mispredicted branches", NULL},
    {"cache_misses", "cache_miss", "cache misses", NULL},
    {"task_clock_ns", "task_ns", "time of the processor in ns, as the kernel counts it", NULL},
    {"page_faults", "pf", "page faults, as the kernel counts them", NULL},
    {REPORT_METRIC_TASK_BYTES, "task_B", "resident bytes of a waiting task", say_median},
    {"rss_bytes", "rss_B", "those in memory", NULL},
    {"page_table_bytes", "pt_B", "those in page tables", NULL},
    {"frame_bytes", "frame_B", "bytes of its frame", NULL},
    {REPORT_METRIC_RETAINED_BYTES, "kept_B", "bytes that stay after all futures ended", say_median},
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
        has_field = has_field || field[0] != '\0';
        is_zero = is_zero && (field[0] == '\0' || strcmp(field, "0") == 0);
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

/* Adds as many of the words as fill the widest name. */
static void add_name(struct report_text *text, const char *words)
{
    struct report_text fitting = {0};
    bool is_cut = report_utf8_width(words) > WIDEST_NAME;

    report_text_add_bytes(&fitting, words, is_cut ? report_utf8_fit(words, WIDEST_NAME - 1) : strlen(words));
    report_text_add(&fitting, is_cut ? "…" : "");
    report_escape_html(text, report_text_string(&fitting));
    report_text_fini(&fitting);
}

/* Adds the workload's line; nothing when all its fields are empty. */
static void add_line(struct report_text *text, const struct report_result *result, size_t strategy, size_t workload,
                     const struct columns *columns)
{
    size_t begin = text->length;
    char field[FIELD_BYTES];

    for (size_t i = 0; i < columns->count; i++) {
        read_field(result, strategy, workload, &columns->list[i], field);
        report_text_format(text, "%s\t", field);
    }
    if (text->length == begin + columns->count) {
        report_text_cut(text, begin);
        return;
    }
    add_name(text, result->workloads[workload].name);
    report_text_add(text, "\n");
}

static void add_heading(struct report_text *text, const struct report_result *result, const struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        const char *heading = columns->list[i].heading;
        add_name(text, heading == NULL ? "×" : heading);
        if (heading == NULL)
            add_name(text, report_baseline_name(result));
        report_text_add(text, "\t");
    }
    report_text_add(text, columns->count > 0 ? "workload\n" : "");
}

void report_row_table_add(struct report_text *text, const struct report_result *result, size_t strategy)
{
    struct columns columns = {0};
    struct report_text zeros = {0};

    choose_columns(result, strategy, &columns, &zeros);
    add_heading(text, result, &columns);
    for (size_t i = 0; i < result->workload_count && columns.count > 0; i++)
        add_line(text, result, strategy, i, &columns);
    if (zeros.length > 0)
        report_html(text, "0 on every workload: %s\n", zeros.bytes);
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
                    column->say == say_multiple ? "" : column->metric,
                    column->heading == NULL ? "×" : column->heading, column->words);
    }
    report_text_add(text, "<b>~</b> not told apart from the baseline by the samples; <b>interval</b> that of the median, in the "
                          "script's table\n");
}
