/* SPDX-License-Identifier: MIT */
/* Owns the frame of the page: head, opening words, table of contents, the order of the sections. */
#include "report/html/page.h"
#include <stdio.h>
#include "report/analysis/public_questions.h"
#include "report/result/baseline.h"
#include "report/analysis/run_description.h"
#include "report/text/escape.h"
#include "report/html/elements.h"

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

static void add_sentences(struct report_text *text, const struct report_result *result)
{
    struct report_text sentence;
    bool is_more = true;

    report_text_add(text, "<ul class=\"short\">\n");
    for (size_t i = 0; is_more; i++) {
        report_text_init(&sentence);
        is_more = report_headline(result, i, &sentence);
        if (sentence.length > 0) {
            report_text_add(text, "<li>");
            report_escape_html(text, sentence.bytes);
            report_text_add(text, "</li>\n");
        }
        report_text_fini(&sentence);
    }
    report_text_add(text, "</ul>\n");
}

void report_page_headline(struct report_text *text, const struct report_result *result, const char *part)
{
    report_page_heading(text, part, "short", "The answer so far");
    add_sentences(text, result);
    if (report_baseline(result) == REPORT_NOT_FOUND) {
        report_text_add(text, "<p class=\"warn\">No cell of this file was timed.</p>\n");
    } else if (!report_baseline_is_box(result)) {
        report_text_add(text, "<p class=\"warn\">The usual baseline, <code>box</code>, has no time in this file: multiples "
                            "are of ");
        report_page_code(text, report_baseline_name(result));
        report_text_add(text, " instead.</p>\n");
    }
    if (result->is_interrupted)
        report_text_add(text, "<p class=\"warn\">The run was interrupted: what is shown was finished, the rest is "
                            "missing.</p>\n");
    if (report_run_is_screening(result))
        report_text_format(text, "<p class=\"warn\">This run has at most %zu samples a cell. It screens: small differences in it "
                               "are candidates to measure again, not verdicts.</p>\n", report_run_samples(result));
}

static void add_contents(struct report_text *text, const char *part)
{
    report_text_add(text, "<nav aria-label=\"Contents\"><ul>\n");
    for (size_t i = 0; i < SECTION_COUNT; i++)
        if (sections[i].name != NULL)
            report_text_format(text, "<li><a href=\"#%s-%s\">%s</a></li>\n", part, sections[i].name, sections[i].title);
    report_text_add(text, "</ul></nav>\n");
}

static void add_described(struct report_text *text, const struct report_result *result,
                          void (*describe)(const struct report_result *, struct report_text *))
{
    struct report_text words;

    report_text_init(&words);
    describe(result, &words);
    report_escape_html(text, words.bytes == NULL ? "" : words.bytes);
    report_text_fini(&words);
}

static void add_result(struct report_text *text, const struct report_result *result, const char *part, const char *classes)
{
    report_text_format(text, "<section class=\"%s\">\n<p class=\"note\">", classes);
    report_page_code(text, result->path);
    report_text_add(text, ": ");
    add_described(text, result, report_environment_run);
    report_text_add(text, "<br>");
    add_described(text, result, report_environment_machine);
    report_text_add(text, "</p>\n");
    add_contents(text, part);
    for (size_t i = 0; i < SECTION_COUNT; i++)
        sections[i].add(text, result, part);
    report_text_add(text, "</section>\n");
}

void report_page_add(struct report_text *text, struct report_result *const *results, size_t count)
{
    report_text_add(text, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n"
                        "<link rel=\"icon\" href=\"data:,\">\n"
                        "<title>corolab: where does the frame live?</title>\n");
    report_page_style(text);
    report_text_add(text, "</head>\n<body>\n<header>\n<p class=\"kicker\">corolab report</p>\n"
                        "<h1>Where does the frame live?</h1>\n"
                        "<p class=\"lede\">A caller awaits <code>next()</code> on a <code>dyn AsyncIterator</code>. The "
                        "callee’s frame must live somewhere while it waits, and the caller does not know its size. Part "
                        "8 of Niko Matsakis’s series on dyn async traits lists the known answers and their downsides in "
                        "words. Here they run on the same "
                        "workloads.</p>\n</header>\n<main>\n");
    report_page_goals_of_all(text, (const struct report_result *const *)results, count);
    for (size_t i = 0; i < count; i++) {
        char part[32];
        snprintf(part, sizeof part, "r%zu", i + 1);
        add_result(text, results[i], part, i == 0 ? "" : "part");
    }
    report_text_add(text, "</main>\n</body>\n</html>\n");
}
