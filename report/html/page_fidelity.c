/* SPDX-License-Identifier: MIT */
/* Owns the page's table of models and their real counterparts. */
#include <math.h>
#include "report/text/escape.h"
#include "report/analysis/fidelity.h"
#include "report/text/number.h"
#include "report/html/elements.h"

static void add_summary(struct report_text *text, const struct report_result *result)
{
    struct report_text words;

    report_text_init(&words);
    report_fidelity_say(result, &words);
    if (words.length > 0) {
        report_text_add(text, "<p>");
        report_escape_html(text, words.bytes);
        report_text_add(text, "</p>\n");
    }
    report_text_fini(&words);
}

static void add_count(struct report_text *text, const struct report_fidelity_count *count)
{
    report_text_format(text, "<td class=\"%s\"><b>%s</b><small>%s / %s</small></td>", count->ratio == 1 ? "same" : "",
                     report_number_multiple(count->ratio).text, report_number_count(count->own).text,
                     report_number_count(count->peer).text);
}

static void add_verdict(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair)
{
    static const char *const marks[] = {
        [REPORT_FIDELITY_UNCOUNTED] = "untested\">○", [REPORT_FIDELITY_UNJUDGED] = "untested\">·",
        [REPORT_FIDELITY_WITHIN] = "refuted\">●",     [REPORT_FIDELITY_ABOVE] = "proved\">✕",
        [REPORT_FIDELITY_BELOW] = "refuted\">▾",
    };

    report_text_format(text, "<td class=\"l\"><span class=\"verdict %s %s</span></td>", marks[pair->verdict],
                     report_fidelity_words(pair->verdict));
    report_page_cell(text, "e", report_fidelity_difference(result, pair));
}

static void add_pair(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair)
{
    report_text_add(text, "<tr>");
    report_page_header(text, "row", "", result->strategies[pair->peer].name);
    report_page_cell(text, "l", pair->compiler);
    if (pair->reason != NULL) {
        report_text_add(text, "<td class=\"e\" colspan=\"6\">absent: ");
        report_escape_html(text, pair->reason);
        report_text_add(text, "</td></tr>\n");
        return;
    }
    report_page_cell(text, "l", result->workloads[pair->workload].name);
    add_count(text, &pair->outside);
    add_count(text, &pair->indirect_calls);
    add_count(text, &pair->allocator_calls);
    add_verdict(text, result, pair);
    report_text_add(text, "</tr>\n");
}

static void add_heading(struct report_text *text)
{
    static const char *const headings[][2] = {
        {"corner", "Counterpart"},
        {"l", "Compiler"},
        {"l", "On"},
        {"", "instructions<br>outside the<br>allocator"},
        {"", "indirect<br>calls"},
        {"", "calls of<br>malloc<br>and free"},
        {"l", "Verdict"},
        {"l", "What sets them apart"},
    };

    report_text_add(text, "<thead><tr>");
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        report_text_format(text, "<th scope=\"col\" class=\"%s\">%s</th>", headings[i][0], headings[i][1]);
    report_text_add(text, "</tr></thead>\n<tbody>\n");
}

void report_page_fidelity(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_fidelity pair;

    report_page_heading(text, part, "fidelity", "Each model beside its real counterpart");
    if (!report_fidelity_read(result, 0, &pair)) {
        report_text_add(text, "<p>This file has no row together with its counterpart by a real compiler.</p>\n");
        return;
    }
    report_text_add(text, "<p>A row here is a model in C of what a compiler would build. Its counterpart is the same loop as a "
                        "real compiler builds it; ours is the row that the counterpart’s name ends in. In bold our count per "
                        "item as a multiple of theirs, with ours / theirs below it. The bound is rustc’s: at most 15 % above it "
                        "in each of the three; more than 15 % below, the last column says what rustc does beyond ours. Other "
                        "compilers are shown and not judged.</p>\n");
    add_summary(text, result);
    report_page_table_begin(text, "Models and their counterparts", "matrix fidelity");
    add_heading(text);
    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++)
        add_pair(text, result, &pair);
    report_text_add(text, "</tbody>\n");
    report_page_table_end(text);
}
