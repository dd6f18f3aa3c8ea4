/* SPDX-License-Identifier: MIT */
/* Owns the frame of the page: head, opening words, table of contents, the order of the sections. */
#include "report/html/page.h"
#include <stdio.h>
#include "report/analysis/run_description.h"
#include "report/chart/chart.h"
#include "report/html/elements.h"
#include "report/result/baseline.h"

static const struct section {
    const char *name, *title;   /* NULL: not in the table of contents */
    report_page_section *add;
} sections[] = {
    {NULL, NULL, report_page_headline},
    {"method", "Method and machine", report_page_method},
    {"blog", "The blog’s table", report_page_blog},
    {"matrix", "Strategies × workloads", report_page_matrices},
    {"tails", "What a mean hides", report_page_tails},
    {"fidelity", "Against real compilers", report_page_fidelity},
    {"frontier", "Time against memory", report_page_frontier},
    {"switches", "Switches and stacks", report_page_switches},
    {"questions", "Questions", report_page_questions},
    {"samples", "Every sample", report_page_samples},
    {"failures", "Could not run", report_page_failures},
    {"probes", "Capabilities", report_page_probes},
    {"strategies", "The strategies", report_page_strategies},
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

static void add_contents(struct report_text *text, const char *part)
{
    report_text_add(text, "<nav aria-label=\"Contents\"><ul>\n");
    for (size_t i = 0; i < SECTION_COUNT; i++)
        if (sections[i].name != NULL)
            report_html(text, "<li><a href=\"#%s-%s\">%s</a></li>\n", part, sections[i].name, sections[i].title);
    report_text_add(text, "</ul></nav>\n");
}

static void add_result(struct report_text *text, const struct report_result *result, const char *part, const char *classes)
{
    report_html(text, "<section class=\"%s\">\n<p class=\"note\"><code>%s</code>: ", classes, result->path);
    report_page_sentence(text, "", report_environment_run, result, "<br>");
    report_page_sentence(text, "", report_environment_machine, result, "</p>\n");
    add_contents(text, part);
    for (size_t i = 0; i < SECTION_COUNT; i++)
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
