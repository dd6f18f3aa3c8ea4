/* SPDX-License-Identifier: MIT */
/* Makes a number of the page a link to its provenance. The link names the series by the indices of the page's data; the script
 * provenance.js shows it. */
#include "report/html/page.h"
#include "report/result/result.h"

void report_page_number_begin(struct report_page *page, const struct report_result *result, const struct report_series *series,
                              const char *classes)
{
    const char *name = result->strategies[series->strategy].name;

    report_text_add(&page->body, "<a");
    if (classes != NULL)
        report_html(&page->body, " class=\"%s\"", classes);
    report_html(&page->body, " href=\"#%s%s%s\" data-c=\"%zu.%zu.%zu.%s\">",
                report_page_row_prefix(name), name, page->part, page->index, series->strategy, series->workload,
                series->metric);
}

void report_page_number(struct report_page *page, const struct report_result *result, size_t strategy, size_t workload,
                        const char *metric, const char *words)
{
    const struct report_series *series = report_result_series(result, strategy, workload, metric);

    if (series != NULL)
        report_page_number_begin(page, result, series, "num");
    report_escape_html(&page->body, words);
    if (series != NULL)
        report_text_add(&page->body, "</a>");
}
