/* SPDX-License-Identifier: MIT */
/* Owns the frame of the page: head, opening words, table of contents, the order of the sections. */
#include "report/page.h"
#include <stdio.h>
#include "report/answers.h"
#include "report/baseline.h"
#include "report/environment.h"
#include "report/escape.h"
#include "report/page_part.h"

static const struct section {
    const char *name, *title;   /* NULL: not in the table of contents */
    coro_page_section *add;
} sections[] = {
    {NULL, NULL, coro_page_headline},
    {"method", "Method and machine", coro_page_method},
    {"blog", "The blog’s table", coro_page_blog},
    {"matrix", "Strategies × workloads", coro_page_matrices},
    {"tails", "What a mean hides", coro_page_tails},
    {"fidelity", "Against real compilers", coro_page_fidelity},
    {"frontier", "Time against memory", coro_page_frontier},
    {"switches", "Switches and stacks", coro_page_switches},
    {"questions", "Questions", coro_page_questions},
    {"samples", "Every sample", coro_page_samples},
    {"failures", "Could not run", coro_page_failures},
    {"probes", "Capabilities", coro_page_probes},
    {"strategies", "The strategies", coro_page_strategies},
};
enum { SECTION_COUNT = sizeof sections / sizeof sections[0] };

static void add_sentences(struct coro_text *text, const struct coro_result *result)
{
    struct coro_text sentence;
    bool is_more = true;

    coro_text_add(text, "<ul class=\"short\">\n");
    for (size_t i = 0; is_more; i++) {
        coro_text_init(&sentence);
        is_more = coro_headline(result, i, &sentence);
        if (sentence.length > 0) {
            coro_text_add(text, "<li>");
            coro_escape_html(text, sentence.bytes);
            coro_text_add(text, "</li>\n");
        }
        text->is_broken |= sentence.is_broken;
        coro_text_fini(&sentence);
    }
    coro_text_add(text, "</ul>\n");
}

void coro_page_headline(struct coro_text *text, const struct coro_result *result, const char *part)
{
    coro_page_heading(text, part, "short", "The answer so far");
    add_sentences(text, result);
    if (coro_baseline(result) == CORO_NOT_FOUND) {
        coro_text_add(text, "<p class=\"warn\">No cell of this file was timed.</p>\n");
    } else if (!coro_baseline_is_box(result)) {
        coro_text_add(text, "<p class=\"warn\">The usual baseline, <code>box</code>, has no time in this file: multiples "
                            "are of ");
        coro_page_code(text, coro_baseline_name(result));
        coro_text_add(text, " instead.</p>\n");
    }
    if (result->is_interrupted)
        coro_text_add(text, "<p class=\"warn\">The run was interrupted: what is shown was finished, the rest is "
                            "missing.</p>\n");
    if (coro_run_is_screening(result))
        coro_text_format(text, "<p class=\"warn\">This run has at most %zu samples a cell. It screens: small differences in it "
                               "are candidates to measure again, not verdicts.</p>\n", coro_run_samples(result));
}

static void add_contents(struct coro_text *text, const char *part)
{
    coro_text_add(text, "<nav aria-label=\"Contents\"><ul>\n");
    for (size_t i = 0; i < SECTION_COUNT; i++)
        if (sections[i].name != NULL)
            coro_text_format(text, "<li><a href=\"#%s-%s\">%s</a></li>\n", part, sections[i].name, sections[i].title);
    coro_text_add(text, "</ul></nav>\n");
}

static void add_described(struct coro_text *text, const struct coro_result *result,
                          void (*describe)(const struct coro_result *, struct coro_text *))
{
    struct coro_text words;

    coro_text_init(&words);
    describe(result, &words);
    coro_escape_html(text, words.bytes == NULL ? "" : words.bytes);
    text->is_broken |= words.is_broken;
    coro_text_fini(&words);
}

static void add_result(struct coro_text *text, const struct coro_result *result, const char *part, const char *classes)
{
    coro_text_format(text, "<section class=\"%s\">\n<p class=\"note\">", classes);
    coro_page_code(text, result->path);
    coro_text_add(text, ": ");
    add_described(text, result, coro_environment_run);
    coro_text_add(text, "<br>");
    add_described(text, result, coro_environment_machine);
    coro_text_add(text, "</p>\n");
    add_contents(text, part);
    for (size_t i = 0; i < SECTION_COUNT; i++)
        sections[i].add(text, result, part);
    coro_text_add(text, "</section>\n");
}

void coro_page_add(struct coro_text *text, struct coro_result *const *results, size_t count)
{
    coro_text_add(text, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n"
                        "<link rel=\"icon\" href=\"data:,\">\n"
                        "<title>corolab: where does the frame live?</title>\n");
    coro_page_style(text);
    coro_text_add(text, "</head>\n<body>\n<header>\n<p class=\"kicker\">corolab report</p>\n"
                        "<h1>Where does the frame live?</h1>\n"
                        "<p class=\"lede\">A caller awaits <code>next()</code> on a <code>dyn AsyncIterator</code>. The "
                        "callee’s frame must live somewhere while it waits, and the caller does not know its size. Part "
                        "8 of Niko Matsakis’s series on dyn async traits lists the known answers and their downsides in "
                        "words. Here they run on the same "
                        "workloads.</p>\n</header>\n<main>\n");
    coro_page_goals_of_all(text, (const struct coro_result *const *)results, count);
    for (size_t i = 0; i < count; i++) {
        char part[32];
        snprintf(part, sizeof part, "r%zu", i + 1);
        add_result(text, results[i], part, i == 0 ? "" : "part");
    }
    coro_text_add(text, "</main>\n</body>\n</html>\n");
}
