/* SPDX-License-Identifier: MIT */
/* Owns the order of the page's sections, and the small parts of HTML that they share. Finds the pieces of pieces/. page_frame.c
 * has the frame around them. */
#define _GNU_SOURCE 1 /* memmem */
#include "report/html/page.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/runs.h"
#include "report/base/memory.h"
#include "report/chart/scene.h"
#include "report/result/result.h"

static const char piece_line[] = "<!-- piece: ";

void report_page_piece(struct report_text *text, const char *name, const char *value)
{
    char line[64];

    snprintf(line, sizeof line, "%s%s -->\n", piece_line, name);
    const char *begin = strstr(report_page_html, line);
    if (begin == NULL) {
        fprintf(stderr, "corolab: pieces/ has no piece \"%s\"\n", name);
        abort();
    }
    begin += strlen(line);
    const char *next = strstr(begin, "<!-- "), *end = next == NULL ? begin + strlen(begin) : next;
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
    report_html(text, "><th scope=\"row\">%s</th>", heading);
}

/* Ends the ids of the part that is being made: a sentence, which knows its result only, links to cards of the same part. */
static const char *part_in_making = "";

void report_page_sentence(struct report_text *text, const char *before, report_sentence *say, const struct report_result *result,
                          const char *after)
{
    struct report_text words = {0};

    say(result, &words);
    if (words.length > 0) {
        report_text_add(text, before);
        report_page_words(text, result, part_in_making, words.bytes);
        report_text_add(text, after);
    }
    report_text_fini(&words);
}

void report_page_mark(struct report_text *text, const char *classes, const char *mark, const char *words)
{
    report_html(text, "<span class=\"verdict %s\">%s %s</span>", classes, mark, words);
}

/* In the order of the page. A section that adds nothing below its heading is left out. */
static const struct section {
    const char *id, *link, *title;      /* link: its words in the bar on top, NULL for none; title: NULL when it has its own */
    report_page_section *add;
} sections[] = {
    {"answer", "Answer", NULL, report_page_answer},
    {"choose", "Choose", NULL, report_page_choose},
    {"stack", "When a stack pays", "When does a stack pay?", report_page_stack},
    {"memory", NULL, "Time against memory", report_page_frontier},
    {"posts", "The posts, tested", "The posts, tested", report_page_posts},
    {"elision", NULL, "When does the box go away?", report_page_elision},
    {"rustc", "Against rustc", "Against rustc", report_page_fidelity},
    {"questions", "Asked in public", "Asked in public", report_page_questions},
    {"systems", NULL, "Who does it like this", report_page_systems},
    {"method", "Method", "Method, machine, data", report_page_method},
    {"rows", "Rows", "A card for each row", report_page_cards},
};
enum { SECTION_COUNT = sizeof sections / sizeof sections[0] };

/* Adds the section, and its link to the bar on top; neither when the file has nothing for it. */
static void add_section(struct report_page *page, const struct section *section, const struct report_result *result,
                        const char *part)
{
    struct report_text *text = &page->body;
    size_t begin = text->length;

    report_html(text, "<section class=\"sec\" id=\"%s%s\">\n", section->id, part);
    if (section->title != NULL)
        report_html(text, "<header><h2>%s</h2></header>\n", section->title);
    size_t heading = text->length;
    section->add(page, result, part);
    if (text->length == heading) {
        report_text_cut(text, begin);
        return;
    }
    report_text_add(text, "</section>\n");
    if (section->link != NULL && part[0] == '\0')
        report_html(&page->links, "<a href=\"#%s\">%s</a>", section->id, section->link);
}

/* Adds the sections of run `index`; of several runs, in an element that the picker shows or hides. */
static void add_run(struct report_page *page, const struct report_runs_given *given, size_t index)
{
    char part[32] = "";

    if (index > 0)
        snprintf(part, sizeof part, "-%zu", index + 1);
    page->part = part_in_making = part;
    page->index = index;
    report_page_data_add(page, given->runs[index]);
    if (given->count > 1)
        report_html(&page->body, "<div class=\"run-of\" id=\"run-%zu\">\n", index + 1);
    for (size_t k = 0; k < SECTION_COUNT; k++)
        add_section(page, &sections[k], given->runs[index], part);
    report_text_add(&page->body, given->count > 1 ? "</div>\n" : "");
    part_in_making = "";
}

static void add_badge(struct report_text *badge, const struct report_runs_given *given)
{
    if (given->count > 1)
        report_text_format(badge, "%zu runs", given->count);
    else
        report_environment_badge(given->runs[0], badge);
}

void report_page_add(struct report_text *text, struct report_result *const *results, size_t count)
{
    const struct report_result *const *files = (const struct report_result *const *)results;
    const struct report_result **runs = report_allocate_zeroed(count, sizeof *runs);
    struct report_runs_given given = {.files = files, .file_count = count, .runs = runs};
    struct report_page page = {0};
    struct report_text badge = {0};

    for (size_t i = 0; i < count; i++)
        if (report_runs_shown(files, count, i) == i)
            runs[given.count++] = files[i];
    report_scene_symbols(&page.body);
    if (count > 1)
        report_page_runs(&page, &given);
    for (size_t i = 0; i < given.count; i++)
        add_run(&page, &given, i);
    add_badge(&badge, &given);
    struct report_page_frame frame = {
        .title = "Where does the frame live? corolab", .skip = "Skip to the answer", .skip_to = "answer",
        .made_by = "corolab report --html", .badge = report_text_string(&badge),
    };
    report_page_frame_add(text, &page, &frame);
    report_text_fini(&badge);
    free(runs);
}
