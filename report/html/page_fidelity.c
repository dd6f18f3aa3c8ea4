/* SPDX-License-Identifier: MIT */
/* Owns the page's section "Against rustc": a dumbbell for each pair of a row and rustc's counterpart, and, folded, the counts
 * with their reasons and the counterparts of other compilers. */
#include <math.h>
#include <stdio.h>
#include "report/analysis/fidelity.h"
#include "report/chart/chart.h"
#include "report/html/page.h"
#include "report/result/result.h"

/* A cell of "176 / 152": ours and theirs, bold where they differ by more than the bound. */
static void add_count(struct report_text *text, const struct report_fidelity_count *count)
{
    if (isnan(count->ratio)) {
        report_text_add(text, "<td class=\"none\">–</td>");
        return;
    }
    report_text_add(text, report_fidelity_is_within(count) ? "<td>" : "<td class=\"differs\">");
    report_html(text, "%s / %s</td>", report_number_count(count->own).text, report_number_count(count->peer).text);
}

/* *said is the sentence of the line above. */
static void add_rust_pair(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair,
                          const char **said)
{
    bool is_said = *said == pair->difference && **said != '\0';

    report_html(text, "<td class=\"l\">%s</td>", result->workloads[pair->workload].name);
    add_count(text, &pair->peer.outside);
    add_count(text, &pair->peer.indirect_calls);
    add_count(text, &pair->peer.allocator_calls);
    report_html(text, "<td>%s · %s · %s</td>", report_number_count(pair->unwind.outside.peer).text,
                report_number_count(pair->unwind.indirect_calls.peer).text,
                report_number_count(pair->unwind.allocator_calls.peer).text);
    report_html(text, "<td class=\"e\">%s%s%s</td></tr>\n", report_fidelity_words[pair->verdict],
                pair->difference[0] == '\0' ? "" : ": ", is_said ? "as above" : pair->difference);
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
    report_html(text, "<td class=\"e\" colspan=\"6\">absent: %s</td></tr>\n",
                pair->peer.reason != NULL ? pair->peer.reason : pair->unwind.reason);
}

/* Adds the folded table of rustc's pairs, or of the others; nothing when there are no such pairs. */
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
    if (is_begun) {
        report_page_table_end(text);
        report_text_add(text, "</details>\n");
    }
}

/* Two charts stand open; those of further workloads are folded. */
static void add_dumbbells(struct report_text *text, const struct report_result *result, const char *part)
{
    enum { OPEN = 2 };
    size_t count = 0;

    report_text_add(text, "<div class=\"dumbbells\">\n");
    for (size_t i = 0; i < result->workload_count; i++) {
        struct report_text chart = {0};
        char id[64];
        snprintf(id, sizeof id, "dumbbell%zu%s", i, part);
        report_dumbbell_chart(&chart, result, i, REPORT_CHART_IN_PAGE, id);
        if (chart.length > 0 && count++ == OPEN) {
            report_page_piece(text, "dumbbells-about", NULL);
            report_text_add(text, "</div>\n<details><summary>The other workloads</summary><div class=\"dumbbells\">\n");
        }
        report_text_add(text, report_text_string(&chart));
        report_text_fini(&chart);
    }
    if (count > 0 && count <= OPEN)
        report_page_piece(text, "dumbbells-about", NULL);
    report_text_add(text, count > OPEN ? "</div></details>\n" : "</div>\n");
}

/* True when the file has counts of both sides of a pair, or says why it has not. */
static bool has_any(const struct report_result *result)
{
    struct report_fidelity pair;

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++)
        if (pair.workload == REPORT_NOT_FOUND || !isnan(pair.peer.outside.ratio) || !isnan(pair.unwind.outside.ratio))
            return true;
    return false;
}

void report_page_fidelity(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;

    if (!has_any(result))
        return;
    report_page_sentence(text, "<p>", report_fidelity_say, result, "</p>\n");
    add_dumbbells(text, result, part);
    add_table(text, result, true, "fidelity-rust");
    add_table(text, result, false, "fidelity-others");
}
