/* SPDX-License-Identifier: MIT */
/* Draws the page's section of time against memory, and the questions that the same numbers answer. */
#include <stdio.h>
#include "report/analysis/ranking.h"
#include "report/chart/chart.h"
#include "report/html/page.h"
#include "report/result/result.h"

static void add_point(struct report_page *page, const struct report_result *result, const struct report_frontier *frontier,
                      const struct report_frontier_point *point)
{
    const char *name = result->strategies[point->strategy].name;

    report_html(&page->body, "<li><a href=\"#%s%s%s\">%s</a> ", report_page_row_prefix(name), name, page->part, name);
    report_page_number(page, result, point->strategy, frontier->memory_workload, REPORT_METRIC_TASK_BYTES,
                       report_number_bytes(point->bytes).text);
    report_text_add(&page->body, ", ");
    report_page_number(page, result, point->strategy, frontier->time_workload, REPORT_METRIC_TIME,
                       report_number_time(point->time_ns).text);
    report_text_add(&page->body, "</li>\n");
}

/* Lists the rows on the frontier together with those that only noise keeps off it: the samples do not tell them apart. */
static void add_list(struct report_page *page, const struct report_result *result, const struct report_frontier *frontier)
{
    report_page_piece(&page->body, "frontier-list", NULL);
    for (size_t i = 0; i < frontier->count; i++)
        if (frontier->points[i].is_on_frontier || frontier->points[i].is_near_frontier)
            add_point(page, result, frontier, &frontier->points[i]);
    report_text_add(&page->body, "</ul>\n</div></div>\n");
}

void report_page_frontier(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    struct report_frontier frontier;
    char id[64];

    report_frontier_find(result, &frontier);
    if (frontier.count == 0)
        return;
    report_page_piece(text, "frontier-figure", NULL);
    snprintf(id, sizeof id, "front%s", part);
    report_frontier_chart(text, result, REPORT_CHART_IN_PAGE, REPORT_CHART_WIDE, id);
    snprintf(id, sizeof id, "front-narrow%s", part);
    report_frontier_chart(text, result, REPORT_CHART_IN_PAGE, REPORT_CHART_NARROW, id);
    report_text_add(text, "</figure>\n");
    add_list(page, result, &frontier);
}
