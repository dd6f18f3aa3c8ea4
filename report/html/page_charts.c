/* SPDX-License-Identifier: MIT */
/* Owns the page's sections that are mainly pictures, and the questions answered from the same numbers. */
#include <stdio.h>
#include "report/analysis/public_questions.h"
#include "report/text/escape.h"
#include "report/chart/frontier_chart.h"
#include "report/html/elements.h"
#include "report/chart/samples_chart.h"

void report_page_frontier(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_frontier frontier;
    char id[64];

    report_page_heading(text, part, "frontier", "Time against memory");
    report_frontier_find(result, &frontier);
    if (frontier.count == 0) {
        report_text_add(text, "<p>This file has no strategy with both a time and the memory of a waiting task.</p>\n");
        return;
    }
    snprintf(id, sizeof id, "%s-front", part);
    report_text_add(text, "<figure class=\"frontier\"><figcaption>Down is faster, left is smaller. Across: "
                        "<code>bytes_per_waiting_task</code>, resident memory and page tables, space kept for reuse "
                        "included. The dashed line joins the frontier: no strategy that places a frame behind a dyn "
                        "<code>next()</code> lies below and to the left of it. Hollow rings place none - they know the "
                        "type, change the trait, or are bare mechanisms - and do not count.</figcaption><div "
                        "class=\"drawing\">\n");
    report_frontier_chart(text, result, REPORT_CHART_IN_PAGE, id);
    report_text_add(text, "</div></figure>\n");
    report_page_task_counts(text, result, frontier.memory_workload);
}

void report_page_samples(struct report_text *text, const struct report_result *result, const char *part)
{
    char id[64];

    report_page_heading(text, part, "samples", "Every sample");
    report_text_add(text, "<p>A dot is one fresh process, the bar the median, the band its interval, the dotted line the "
                        "baseline’s median. The rows are in the same order everywhere. Colours: <span "
                        "style=\"color:var(--stackless)\">state machines</span>, <span "
                        "style=\"color:var(--stackful)\">stackful</span>, <span style=\"color:var(--mixed)\">one is "
                        "stackful, one not</span>, <span style=\"color:var(--fixed)\">for comparison: no frame "
                        "to place</span>.</p>\n<div "
                        "class=\"charts\">\n");
    for (size_t i = 0; i < result->workload_count; i++) {
        size_t length = text->length;
        snprintf(id, sizeof id, "%s-w%zu", part, i);
        report_text_add(text, "<figure><figcaption>");
        report_escape_html(text, result->workloads[i].question);
        report_text_add(text, "</figcaption><div class=\"drawing\">\n");
        size_t before = text->length;
        report_samples_chart(text, result, i, REPORT_CHART_IN_PAGE, id);
        if (text->length == before)
            text->length = length;
        else
            report_text_add(text, "</div></figure>\n");
    }
    report_text_add(text, "</div>\n");
}

void report_page_questions(struct report_text *text, const struct report_result *result, const char *part)
{
    const char *question, *asked_by;
    struct report_text sentence;
    bool is_more = true;

    report_page_heading(text, part, "questions", "Questions people have asked");
    report_text_add(text, "<p>Asked in public, answered by computation from this file, as far as its numbers go.</p>\n"
                        "<dl class=\"asked\">\n");
    for (size_t i = 0; is_more; i++) {
        report_text_init(&sentence);
        is_more = report_answer(result, i, &question, &asked_by, &sentence);
        if (sentence.length > 0) {
            report_text_format(text, "<dt>%s <small class=\"note\">%s</small></dt><dd>", question, asked_by);
            report_escape_html(text, sentence.bytes);
            report_text_add(text, "</dd>\n");
        }
        report_text_fini(&sentence);
    }
    report_text_add(text, "</dl>\n");
}
