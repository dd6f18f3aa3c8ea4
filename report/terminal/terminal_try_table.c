/* SPDX-License-Identifier: MIT */
/* Owns the choice of the columns, and the words in their fields. */
#include "report/terminal/terminal_try_table.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/neighbours.h"
#include "report/analysis/row_bytes.h"

enum { MOST_COLUMNS = 4, LABEL_COLUMNS = 14, WORDS_BYTES = 64 };

/* The workloads that a first look times, in the order of the lines. */
static const char *const timed[] = {"ready", "pending/8", "depth/4"};
enum { TIMED = sizeof timed / sizeof timed[0] };

struct table {
    const struct report_result *result;
    enum report_terminal_look look;
    size_t count, width;                /* of columns; the width of one, with the space before it */
    size_t rows[MOST_COLUMNS];
    char roles[MOST_COLUMNS][WORDS_BYTES];
};

void report_try_add_coloured(struct report_text *text, enum report_terminal_look look, const char *colour, const char *words)
{
    bool is_coloured = look == REPORT_LOOK_COLOURED && colour[0] != '\0';

    report_text_add(text, is_coloured ? colour : "");
    report_text_add(text, words);
    report_text_add(text, is_coloured ? "\033[0m" : "");
}

/* Adds a column, or another role to an existing column. */
static void add_column(struct table *table, size_t row, const char *role)
{
    size_t at = 0;

    while (at < table->count && table->rows[at] != row)
        at++;
    if (row == REPORT_NOT_FOUND)
        return;
    size_t used = strlen(table->roles[at]);
    snprintf(table->roles[at] + used, WORDS_BYTES - used, "%s%s", used == 0 || role[0] == '\0' ? "" : ", ", role);
    table->rows[at] = row;
    table->count += at == table->count;
}

static void choose_columns(struct table *table, const struct report_try *tried)
{
    enum { WIDEST = 22 };
    static struct report_group fastest;
    size_t room = REPORT_TERMINAL_COLUMNS - LABEL_COLUMNS;

    report_neighbours_fastest(table->result, tried->row, &fastest);
    add_column(table, tried->row, "");
    add_column(table, report_baseline(table->result), "");
    const char *words = fastest.count == 1 ? "fastest" : tried->nearest == fastest.strategies[0] ? "tied" : "fastest (tied)";
    if (fastest.count > 0)
        add_column(table, fastest.strategies[0], words);
    if (tried->nearest != REPORT_NOT_FOUND)
        add_column(table, tried->nearest, tried->likeness);
    table->width = room / table->count < WIDEST ? room / table->count : WIDEST;
}

/* Adds a field of the table, right-aligned; the colours take no columns. */
static void add_field(struct report_text *text, const struct table *table, const char *words, const char *colour)
{
    struct report_text field = {0};

    report_field_right(&field, words, table->width - 1);
    report_text_add(text, " ");
    report_try_add_coloured(text, table->look, colour, report_text_string(&field));
    report_text_fini(&field);
}

typedef void say_field(const struct table *, size_t row, const char *asked, char words[WORDS_BYTES]);

/* Adds a line, unless none of its fields says something. */
static void add_line(struct report_text *text, const struct table *table, const char *label, say_field *say, const char *asked,
                     const char *colour)
{
    struct report_text line = {0};
    bool has_words = false;

    report_field_left(&line, label, LABEL_COLUMNS);
    for (size_t i = 0; i < table->count; i++) {
        char words[WORDS_BYTES] = "-";
        say(table, table->rows[i], asked, words);
        has_words |= strcmp(words, "-") != 0;
        add_field(&line, table, words, colour);
    }
    if (has_words)
        report_text_format(text, "%s\n", line.bytes);
    report_text_fini(&line);
}

static const struct report_series *times_of(const struct table *table, size_t row, const char *workload)
{
    size_t found = report_result_workload(table->result, workload);

    return row == REPORT_NOT_FOUND || found == REPORT_NOT_FOUND
               ? NULL : report_result_series(table->result, row, found, REPORT_METRIC_TIME);
}

/* "3.41 ns  0.36x": the multiple of the baseline only where the samples tell the two apart. */
static void say_time(const struct table *table, size_t row, const char *workload, char words[WORDS_BYTES])
{
    const struct report_series *own = times_of(table, row, workload);
    const struct report_series *one = times_of(table, report_baseline(table->result), workload);

    if (own == NULL)
        return;
    const char *multiple = "";
    struct report_number ratio = {""};
    if (one != NULL && one != own && one->median > 0) {
        ratio = report_number_multiple(own->median / one->median);
        multiple = report_series_is_above(own, one) || report_series_is_above(one, own) ? ratio.text : "≈ 1×";
    }
    snprintf(words, WORDS_BYTES, "%s %5s", report_number_time(own->median).text, multiple);
    words[strlen(words) - (multiple[0] == '\0' ? 6 : 0)] = '\0';
}

/* "3.38-3.45 ns" */
static void say_interval(const struct table *table, size_t row, const char *workload, char words[WORDS_BYTES])
{
    const struct report_series *own = times_of(table, row, workload);

    if (own == NULL)
        return;
    struct report_number low = report_number_time(own->interval.low), high = report_number_time(own->interval.high);
    const char *low_unit = strchr(low.text, ' '), *high_unit = strchr(high.text, ' ');
    bool has_same_unit = low_unit != NULL && high_unit != NULL && strcmp(low_unit, high_unit) == 0;
    snprintf(words, WORDS_BYTES, "%.*s-%s", has_same_unit ? (int)(low_unit - low.text) : (int)strlen(low.text), low.text,
             high.text);
}

/* "41, 58, 212": on the timed workloads, in their order. */
static void say_counts(const struct table *table, size_t row, const char *metric, char words[WORDS_BYTES])
{
    size_t used = 0, known = 0;

    for (size_t i = 0; i < TIMED; i++) {
        size_t workload = report_result_workload(table->result, timed[i]);
        double count = workload == REPORT_NOT_FOUND ? NAN : report_result_median(table->result, row, workload, metric);
        used += (size_t)snprintf(words + used, WORDS_BYTES - used, "%s%s", i == 0 ? "" : ", ",
                                 report_number_trimmed(report_number_count(count)).text);
        known += !isnan(count);
    }
    if (known == 0)
        snprintf(words, WORDS_BYTES, "-");
}

static void say_structs(const struct table *table, size_t row, const char *asked, char words[WORDS_BYTES])
{
    struct report_row_bytes bytes = report_row_bytes(table->result, row);

    (void)asked;
    snprintf(words, WORDS_BYTES, "%.0f, %.0f, %.0f B", bytes.adapter, bytes.call_site, bytes.task);
}

static void say_resident(const struct table *table, size_t row, const char *asked, char words[WORDS_BYTES])
{
    (void)asked;
    double bytes = report_row_bytes(table->result, row).resident;
    if (!isnan(bytes))
        snprintf(words, WORDS_BYTES, "%s", report_number_bytes(bytes).text);
}

static void add_heading(struct report_text *text, const struct table *table)
{
    report_text_repeat(text, " ", LABEL_COLUMNS);
    for (size_t i = 0; i < table->count; i++)
        add_field(text, table, table->result->strategies[table->rows[i]].name, i == 0 ? TRY_BOLD : "");
    report_text_add(text, "\n");
    report_field_left(text, "time per item", LABEL_COLUMNS);
    for (size_t i = 0; i < table->count; i++)
        add_field(text, table, table->roles[i], "");
    report_text_add(text, "\n");
}

void report_try_add_table(struct report_text *text, const struct report_result *result, const struct report_try *tried,
                          enum report_terminal_look look)
{
    struct table whole = {.result = result, .look = look}, *table = &whole;

    choose_columns(table, tried);
    add_heading(text, table);
    for (size_t i = 0; i < TIMED; i++) {
        char label[LABEL_COLUMNS + 1];
        snprintf(label, sizeof label, "  %s", timed[i]);
        add_line(text, table, label, say_time, timed[i], "");
        if (tried->failed_count == 0)       /* else its lines are needed */
            add_line(text, table, "", say_interval, timed[i], TRY_DIM);
    }
    report_text_add(text, "on the same three, per item\n");
    add_line(text, table, "  instructions", say_counts, REPORT_METRIC_INSTRUCTIONS, "");
    add_line(text, table, "  allocations", say_counts, REPORT_METRIC_ALLOCATIONS, "");
    report_text_add(text, "bytes added to iterator, call site, task; of a waiting task in all\n");
    add_line(text, table, "  in structs", say_structs, NULL, "");
    add_line(text, table, "  waiting task", say_resident, NULL, "");
}
