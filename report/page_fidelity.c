/* SPDX-License-Identifier: MIT */
/* Owns the page's table of models and their real counterparts. */
#include <math.h>
#include "report/escape.h"
#include "report/fidelity.h"
#include "report/number.h"
#include "report/page_part.h"

static void add_summary(struct coro_text *text, const struct coro_result *result)
{
    struct coro_text words;

    coro_text_init(&words);
    coro_fidelity_say(result, &words);
    if (words.length > 0) {
        coro_text_add(text, "<p>");
        coro_escape_html(text, words.bytes);
        coro_text_add(text, "</p>\n");
    }
    text->is_broken |= words.is_broken;
    coro_text_fini(&words);
}

static void add_count(struct coro_text *text, const struct coro_fidelity_count *count)
{
    coro_text_format(text, "<td class=\"%s\"><b>%s</b><small>%s / %s</small></td>", count->ratio == 1 ? "same" : "",
                     coro_number_multiple(count->ratio).text, coro_number_count(count->own).text,
                     coro_number_count(count->peer).text);
}

static void add_verdict(struct coro_text *text, const struct coro_result *result, const struct coro_fidelity *pair)
{
    static const char *const marks[] = {
        [CORO_FIDELITY_UNCOUNTED] = "untested\">○", [CORO_FIDELITY_UNJUDGED] = "untested\">·",
        [CORO_FIDELITY_WITHIN] = "refuted\">●",     [CORO_FIDELITY_ABOVE] = "proved\">✕",
        [CORO_FIDELITY_BELOW] = "refuted\">▾",
    };

    coro_text_format(text, "<td class=\"l\"><span class=\"verdict %s %s</span></td>", marks[pair->verdict],
                     coro_fidelity_words(pair->verdict));
    coro_page_cell(text, "e", coro_fidelity_difference(result, pair));
}

static void add_pair(struct coro_text *text, const struct coro_result *result, const struct coro_fidelity *pair)
{
    coro_text_add(text, "<tr>");
    coro_page_header(text, "row", "", result->strategies[pair->peer].name);
    coro_page_cell(text, "l", pair->compiler);
    if (pair->reason != NULL) {
        coro_text_add(text, "<td class=\"e\" colspan=\"6\">absent: ");
        coro_escape_html(text, pair->reason);
        coro_text_add(text, "</td></tr>\n");
        return;
    }
    coro_page_cell(text, "l", result->workloads[pair->workload].name);
    add_count(text, &pair->outside);
    add_count(text, &pair->indirect_calls);
    add_count(text, &pair->allocator_calls);
    add_verdict(text, result, pair);
    coro_text_add(text, "</tr>\n");
}

static void add_heading(struct coro_text *text)
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

    coro_text_add(text, "<thead><tr>");
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        coro_text_format(text, "<th scope=\"col\" class=\"%s\">%s</th>", headings[i][0], headings[i][1]);
    coro_text_add(text, "</tr></thead>\n<tbody>\n");
}

void coro_page_fidelity(struct coro_text *text, const struct coro_result *result, const char *part)
{
    struct coro_fidelity pair;

    coro_page_heading(text, part, "fidelity", "Each model beside its real counterpart");
    if (!coro_fidelity_read(result, 0, &pair)) {
        coro_text_add(text, "<p>This file has no row together with its counterpart by a real compiler.</p>\n");
        return;
    }
    coro_text_add(text, "<p>A row here is a model in C of what a compiler would build. Its counterpart is the same loop as a "
                        "real compiler builds it; ours is the row that the counterpart’s name ends in. In bold our count per "
                        "item as a multiple of theirs, with ours / theirs below it. The bound is rustc’s: at most 15 % above it "
                        "in each of the three; more than 15 % below, the last column says what rustc does beyond ours. Other "
                        "compilers are shown and not judged.</p>\n");
    add_summary(text, result);
    coro_page_table_begin(text, "Models and their counterparts", "matrix fidelity");
    add_heading(text);
    for (size_t i = 0; coro_fidelity_read(result, i, &pair); i++)
        add_pair(text, result, &pair);
    coro_text_add(text, "</tbody>\n");
    coro_page_table_end(text);
}
