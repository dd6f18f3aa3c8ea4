/* SPDX-License-Identifier: MIT */
/* Owns the frame of the page: head, opening words, table of contents, and the order of the sections. Also has the small pieces
 * of HTML that sections share. Finds the pieces of page.html. */
#define _GNU_SOURCE 1 /* memmem */
#include "report/html/page.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/blog_table.h"
#include "report/analysis/systems.h"
#include "report/chart/chart.h"
#include "report/result/result.h"

static const char piece_line[] = "<!-- piece: ";

void report_page_piece(struct report_text *text, const char *name, const char *value)
{
    char line[64];

    snprintf(line, sizeof line, "%s%s -->\n", piece_line, name);
    const char *begin = strstr(report_page_html, line);
    if (begin == NULL) {
        fprintf(stderr, "corolab: page.html has no piece \"%s\"\n", name);
        abort();
    }
    begin += strlen(line);
    const char *next = strstr(begin, piece_line), *end = next == NULL ? begin + strlen(begin) : next;
    const char *place = value == NULL ? NULL : memmem(begin, (size_t)(end - begin), "{}", 2);
    if (place != NULL) {
        report_text_add_bytes(text, begin, (size_t)(place - begin));
        report_escape_html(text, value);
        begin = place + 2;
    }
    report_text_add_bytes(text, begin, (size_t)(end - begin));
}

void report_page_table_begin(struct report_text *text, const char *label)
{
    report_html(text, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table class=\"matrix\">\n", label);
}

void report_page_table_end(struct report_text *text) { report_text_add(text, "</tbody>\n</table></div>\n"); }

void report_page_row_begin(struct report_text *text, const char *classes, const char *heading)
{
    report_text_add(text, "<tr");
    if (classes != NULL)
        report_html(text, " class=\"%s\"", classes);
    report_html(text, "><th scope=\"row\" class=\"\">%s</th>", heading);
}

void report_page_sentence(struct report_text *text, const char *before, report_sentence *say, const struct report_result *result,
                          const char *after)
{
    struct report_text words = {0};

    say(result, &words);
    if (words.length > 0) {
        report_text_add(text, before);
        report_escape_html(text, words.bytes);
        report_text_add(text, after);
    }
    report_text_fini(&words);
}

void report_page_mark(struct report_text *text, const char *classes, const char *mark, const char *words)
{
    report_html(text, "<span class=\"verdict %s\">%s %s</span>", classes, mark, words);
}

static const struct section {
    const char *name, *title;   /* NULL: not in the table of contents */
    report_page_section *add;
} sections[] = {
    {NULL, NULL, report_page_headline},
    {"method", "Method and machine", report_page_method},
    {"blog", "The blog’s table", report_page_blog},
    {NULL, NULL, report_page_undecidable},
    {"matrix", "Strategies × workloads", report_page_matrices},
    {"axes", "On all axes", report_page_small_tables},
    {"tails", "What a mean hides", report_page_tails},
    {"fidelity", "Against real compilers", report_page_fidelity},
    {"elision", "When the box goes away", report_page_elision},
    {"frontier", "Time against memory", report_page_frontier},
    {"switches", "Switches and stacks", report_page_switches},
    {"questions", "Questions", report_page_questions},
    {"samples", "Every sample", report_page_samples},
    {"failures", "Could not run", report_page_failures},
    {"probes", "Capabilities", report_page_probes},
    {"strategies", "The strategies", report_page_strategies},
    {"systems", "Who does it like this", report_page_systems},
};
enum { SECTION_COUNT = sizeof sections / sizeof sections[0] };

void report_page_headline(struct report_text *text, const struct report_result *result, const char *part)
{
    char samples[32];

    report_page_piece(text, "short", part);
    for (size_t i = 0; report_headline[i] != NULL; i++)
        report_page_sentence(text, "<li>", report_headline[i], result, "</li>\n");
    report_text_add(text, "</ul>\n");
    if (report_baseline(result) == REPORT_NOT_FOUND)
        report_page_piece(text, "short-untimed", NULL);
    else if (!report_baseline_is_box(result))
        report_page_piece(text, "short-without-box", report_baseline_name(result));
    if (result->is_interrupted)
        report_page_piece(text, "short-interrupted", NULL);
    snprintf(samples, sizeof samples, "%zu", report_run_samples(result));
    if (report_run_is_screening(result))
        report_page_piece(text, "short-screening", samples);
}

/* Files from before cite nothing. */
static bool is_there(const struct section *section, const struct report_result *result)
{
    return section->add != report_page_systems || report_systems_are_cited(result);
}

static void add_contents(struct report_text *text, const struct report_result *result, const char *part)
{
    report_text_add(text, "<nav aria-label=\"Contents\"><ul>\n");
    for (size_t i = 0; i < SECTION_COUNT; i++)
        if (sections[i].name != NULL && is_there(&sections[i], result))
            report_html(text, "<li><a href=\"#%s-%s\">%s</a></li>\n", part, sections[i].name, sections[i].title);
    report_text_add(text, "</ul></nav>\n");
}

static void add_result(struct report_text *text, const struct report_result *result, const char *part, const char *classes)
{
    report_html(text, "<section class=\"%s\">\n<p class=\"note\"><code>%s</code>: ", classes, result->path);
    report_page_sentence(text, "", report_environment_run, result, "<br>");
    report_page_sentence(text, "", report_environment_machine, result, "</p>\n");
    add_contents(text, result, part);
    for (size_t i = 0; i < SECTION_COUNT; i++)
        if (is_there(&sections[i], result))
            sections[i].add(text, result, part);
    report_text_add(text, "</section>\n");
}

void report_page_add(struct report_text *text, struct report_result *const *results, size_t count)
{
    report_page_piece(text, "top", NULL);
    report_text_add(text, report_chart_css);
    report_text_add(text, report_page_css);
    report_page_piece(text, "header", NULL);
    report_page_goals_of_all(text, (const struct report_result *const *)results, count);
    for (size_t i = 0; i < count; i++) {
        char part[32];
        snprintf(part, sizeof part, "r%zu", i + 1);
        add_result(text, results[i], part, i == 0 ? "" : "part");
    }
    report_page_piece(text, "bottom", NULL);
}
