/* SPDX-License-Identifier: MIT */
/* Owns the page's table of models and their real counterparts. */
#include <math.h>
#include "report/analysis/fidelity.h"
#include "report/html/elements.h"

static void add_count(struct report_text *text, const struct report_fidelity_count *count)
{
    report_html(text, "<td class=\"%s\"><b>%s</b><small>%s / %s</small></td>", count->ratio == 1 ? "same" : "",
                report_number_multiple(count->ratio).text, report_number_count(count->own).text,
                report_number_count(count->peer).text);
}

static void add_pair(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair)
{
    static const char *const marks[][2] = {
        [REPORT_FIDELITY_UNCOUNTED] = {"untested", "○"}, [REPORT_FIDELITY_UNJUDGED] = {"untested", "·"},
        [REPORT_FIDELITY_WITHIN] = {"refuted", "●"},     [REPORT_FIDELITY_ABOVE] = {"proved", "✕"},
        [REPORT_FIDELITY_BELOW] = {"refuted", "▾"},
    };

    report_page_row_begin(text, NULL, result->strategies[pair->peer].name);
    report_html(text, "<td class=\"l\">%s</td>", pair->compiler);
    if (pair->reason != NULL) {
        report_html(text, "<td class=\"e\" colspan=\"6\">absent: %s</td></tr>\n", pair->reason);
        return;
    }
    report_html(text, "<td class=\"l\">%s</td>", result->workloads[pair->workload].name);
    add_count(text, &pair->outside);
    add_count(text, &pair->indirect_calls);
    add_count(text, &pair->allocator_calls);
    report_text_add(text, "<td class=\"l\">");
    report_page_mark(text, marks[pair->verdict][0], marks[pair->verdict][1], report_fidelity_words[pair->verdict]);
    report_html(text, "</td><td class=\"e\">%s</td></tr>\n", report_fidelity_difference(result, pair));
}

void report_page_fidelity(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_fidelity pair;

    report_page_piece(text, "fidelity", part);
    if (!report_fidelity_read(result, 0, &pair)) {
        report_page_piece(text, "fidelity-empty", NULL);
        return;
    }
    report_page_piece(text, "fidelity-about", NULL);
    report_page_sentence(text, "<p>", report_fidelity_say, result, "</p>\n");
    report_page_piece(text, "fidelity-table", NULL);
    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++)
        add_pair(text, result, &pair);
    report_page_table_end(text);
}
