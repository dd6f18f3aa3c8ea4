/* SPDX-License-Identifier: MIT */
/* Draws the page's sections of charts, and the questions that the same numbers answer. */
#include <stdio.h>
#include "report/analysis/row_bytes.h"
#include "report/chart/chart.h"
#include "report/html/page.h"
#include "report/result/result.h"

void report_page_frontier(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    struct report_frontier frontier;
    char id[64];

    report_page_piece(text, "frontier", part);
    report_frontier_find(result, &frontier);
    if (frontier.count == 0) {
        report_page_piece(text, "frontier-empty", NULL);
        return;
    }
    snprintf(id, sizeof id, "front%s", part);
    report_page_piece(text, "frontier-figure", NULL);
    report_frontier_chart(text, result, REPORT_CHART_IN_PAGE, id);
    report_text_add(text, "</div></figure>\n");
    report_page_task_counts(text, result, frontier.memory_workload);
    report_page_task_counts(text, result, report_family_workload(result, "sized_tasks", REPORT_METRIC_TASK_BYTES));
}

void report_page_samples(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    char id[64];

    report_page_piece(text, "samples", part);
    for (size_t i = 0; i < result->workload_count; i++) {
        if (!report_workload_has(result, i, REPORT_METRIC_TIME))
            continue;
        snprintf(id, sizeof id, "w%zu%s", i, part);
        report_html(text, "<figure><figcaption>%s</figcaption><div class=\"drawing\">\n", result->workloads[i].question);
        report_samples_chart(text, result, i, REPORT_CHART_IN_PAGE, id);
        report_text_add(text, "</div></figure>\n");
    }
    report_text_add(text, "</div>\n");
}

void report_page_questions(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    report_page_piece(text, "questions", part);
    for (const struct report_public_question *question = report_public_questions; question->asked != NULL; question++) {
        struct report_text answer = {0};
        question->answer(result, &answer);
        if (answer.length > 0)
            report_html(text, "<dt>%s <small class=\"note\">%s</small></dt><dd>%s</dd>\n", question->asked, question->by,
                        answer.bytes);
        report_text_fini(&answer);
    }
    report_text_add(text, "</dl>\n");
}
