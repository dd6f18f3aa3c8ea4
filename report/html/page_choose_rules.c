/* SPDX-License-Identifier: MIT */
/* Owns the rules of style of one table in which a reader chooses: the widths of its columns, the words of its cells on a phone,
 * and the places of its rows by each rank, by which they stand in order without the script. */
#include <ctype.h>
#include <string.h>
#include "report/analysis/need.h"
#include "report/html/page_choose.h"

/* A string of CSS, with all that could end it, or the style sheet, as numbers. */
static void add_css_string(struct report_text *text, const char *string)
{
    report_text_add(text, "\"");
    for (size_t length; *string != '\0'; string += length) {
        uint32_t point = report_utf8_decode(string, &length);
        if (point < 0x80 && (isalnum((int)point) || strchr(" /_.+-", (int)point) != NULL))
            report_text_add_bytes(text, string, length);
        else
            report_text_format(text, "\\%x ", report_utf8_is_printable(point) ? point : REPORT_UTF8_REPLACEMENT);
    }
    report_text_add(text, "\"");
}

/* The words that cells have on a phone, where the headings do not show: --w0 the first workload, --n0 the first need's reason. */
static void add_words(struct report_text *rules, const struct report_choice *choice)
{
    for (size_t i = 0; i < choice->column_count; i++) {
        report_text_format(rules, ";--w%zu:", i);
        add_css_string(rules, choice->result->workloads[choice->columns[i]].name);
    }
    for (size_t need = 0; need < REPORT_NEEDS && choice->has_needs; need++) {
        report_text_format(rules, ";--n%zu:", need);
        add_css_string(rules, report_needs[need].reason);
        report_text_format(rules, ";--h%zu:", need);
        add_css_string(rules, report_needs[need].heading);
    }
}

/* The widths of the columns that are there, and the first that a row's reasons take. */
static void add_columns(struct report_page *page, const struct report_choice *choice)
{
    struct report_text *rules = &page->rules;

    report_text_format(rules, "#choices%s{--why:%d;--columns:%sminmax(150px,1fr)", page->part, choice->has_places ? 3 : 2,
                       choice->has_places ? "80px " : "");
    if (choice->column_count > 0)
        report_text_format(rules, " repeat(%zu,84px)", choice->column_count);
    report_text_format(rules, "%s%s", choice->memory == REPORT_NOT_FOUND ? "" : " 92px",
                       choice->allocations == REPORT_NOT_FOUND ? "" : " 30px");
    if (choice->has_needs)
        report_text_format(rules, " repeat(%d,17px)", REPORT_NEEDS);
    add_words(rules, choice);
    report_text_add(rules, "}\n");
}

/* The row's places by each rank, and the length of its bar of memory: a share of the longest. */
static void add_rule(struct report_page *page, const struct report_choice *choice, size_t strategy)
{
    double bytes = report_result_median(choice->result, strategy, choice->memory, REPORT_METRIC_TASK_BYTES);

    report_text_format(&page->rules, "#c%zu%s{", strategy, page->part);
    for (size_t rank = 0; rank < choice->rank_count; rank++)
        report_text_format(&page->rules, "--r%zu:%zu;", rank, choice->place[rank][strategy]);
    if (bytes > 1 && choice->most_bytes > 1)
        report_text_format(&page->rules, "--m:%.2f", bytes / choice->most_bytes);
    report_text_add(&page->rules, "}\n");
}

void report_choice_add_rules(struct report_page *page, const struct report_choice *choice)
{
    add_columns(page, choice);
    for (size_t i = 0; i < choice->row_count; i++)
        add_rule(page, choice, choice->rows[i]);
}
