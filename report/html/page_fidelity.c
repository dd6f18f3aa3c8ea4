/* SPDX-License-Identifier: MIT */
/* Owns the page's two tables of models beside real counterparts: rustc's, with panics that abort and that unwind, and those of
 * other compilers. */
#include <math.h>
#include "report/analysis/fidelity.h"
#include "report/html/page.h"
#include "report/result/result.h"

static void add_count(struct report_text *text, const struct report_fidelity_count *count)
{
    if (isnan(count->ratio)) {
        report_text_add(text, "<td class=\"none\">–</td>");
        return;
    }
    report_html(text, "<td class=\"%s\"><b>%s</b><small>%s / %s</small></td>", count->ratio == 1 ? "same" : "",
                report_number_multiple(count->ratio).text, report_number_count(count->own).text,
                report_number_count(count->peer).text);
}

/* *said is the sentence of the line above. */
static void add_rust_pair(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair,
                          const char **said)
{
    static const char *const marks[][2] = {
        [REPORT_FIDELITY_UNCOUNTED] = {"untested", "○"}, [REPORT_FIDELITY_UNJUDGED] = {"untested", "·"},
        [REPORT_FIDELITY_WITHIN] = {"refuted", "●"},     [REPORT_FIDELITY_EXPLAINED] = {"refuted", "▾"},
        [REPORT_FIDELITY_MISS] = {"proved", "✕"},
    };

    report_html(text, "<td class=\"l\">%s</td>", result->workloads[pair->workload].name);
    add_count(text, &pair->peer.outside);
    add_count(text, &pair->unwind.outside);
    add_count(text, &pair->peer.indirect_calls);
    add_count(text, &pair->unwind.indirect_calls);
    add_count(text, &pair->peer.allocator_calls);
    add_count(text, &pair->unwind.allocator_calls);
    report_text_add(text, "<td class=\"l\">");
    report_page_mark(text, marks[pair->verdict][0], marks[pair->verdict][1], report_fidelity_words[pair->verdict]);
    report_html(text, "</td><td class=\"e\">%s</td></tr>\n", *said == pair->difference && **said != '\0' ? "as above"
                                                                                                     : pair->difference);
    *said = pair->difference;
}

static void add_other_pair(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair)
{
    report_html(text, "<td class=\"l\">%s</td><td class=\"l\">%s</td>", pair->compiler, result->workloads[pair->workload].name);
    add_count(text, &pair->peer.outside);
    add_count(text, &pair->peer.indirect_calls);
    add_count(text, &pair->peer.allocator_calls);
    report_text_add(text, "</tr>\n");
}

/* A pair whose peers are all absent has one cell for the reason. */
static void add_absent_pair(struct report_text *text, const struct report_fidelity *pair)
{
    report_html(text, "<td class=\"e\" colspan=\"9\">absent: %s</td></tr>\n",
                pair->peer.reason != NULL ? pair->peer.reason : pair->unwind.reason);
}

static void add_table(struct report_text *text, const struct report_result *result, bool is_rust, const char *piece)
{
    struct report_fidelity pair;
    const char *said = NULL;
    bool is_begun = false;

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        if (pair.is_rust != is_rust)
            continue;
        if (!is_begun)
            report_page_piece(text, piece, is_rust ? pair.compiler : NULL);
        is_begun = true;
        report_page_row_begin(text, NULL, result->strategies[is_rust ? pair.own : pair.peer.peer].name);
        if (pair.workload == REPORT_NOT_FOUND)
            add_absent_pair(text, &pair);
        else if (is_rust)
            add_rust_pair(text, result, &pair, &said);
        else
            add_other_pair(text, result, &pair);
    }
    if (is_begun)
        report_page_table_end(text);
}

void report_page_fidelity(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    struct report_fidelity pair;

    report_page_piece(text, "fidelity", part);
    if (!report_fidelity_read(result, 0, &pair)) {
        report_page_piece(text, "fidelity-empty", NULL);
        return;
    }
    report_page_piece(text, "fidelity-about", NULL);
    report_page_sentence(text, "<p>", report_fidelity_say, result, "</p>\n");
    add_table(text, result, true, "fidelity-rust");
    add_table(text, result, false, "fidelity-others");
}
