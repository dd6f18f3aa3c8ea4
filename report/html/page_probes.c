/* SPDX-License-Identifier: MIT */
/* Owns the page's sections on what strategies can and cannot do: the cells that could not run, the probes (a matrix, the
 * questions in full, and the evidence of each strategy), and a line for each. */
#include <math.h>
#include <string.h>
#include "report/text/escape.h"
#include "report/result/footnotes.h"
#include "report/text/number.h"
#include "report/html/elements.h"

static void add_cells(struct report_text *text, const struct report_result *result, size_t note)
{
    struct report_text cells;

    report_text_init(&cells);
    report_note_cells(result, note, &cells);
    report_page_cell(text, "wide", cells.bytes == NULL ? "" : cells.bytes);
    report_text_fini(&cells);
}

void report_page_failures(struct report_text *text, const struct report_result *result, const char *part)
{
    report_page_heading(text, part, "failures", "The cells that could not run");
    if (result->note_count == 0) {
        report_text_add(text, "<p>Every cell ran.</p>\n");
        return;
    }
    report_page_table_begin(text, "The cells that could not run", "");
    report_text_add(text, "<thead><tr><th scope=\"col\">Note</th><th scope=\"col\">Strategies on workloads</th>"
                        "<th scope=\"col\">Status</th><th scope=\"col\">Reason</th></tr></thead>\n<tbody>\n");
    for (size_t note = 1; note <= result->note_count; note++) {
        const struct report_cell *cell = report_note_cell(result, note);
        report_text_format(text, "<tr id=\"%s-note-%zu\"><th scope=\"row\">%zu</th>", part, note, note);
        add_cells(text, result, note);
        report_page_cell(text, "", report_cell_word(cell->status));
        report_page_cell(text, "wide", cell->reason);
        report_text_add(text, "</tr>\n");
    }
    report_text_add(text, "</tbody>\n");
    report_page_table_end(text);
}

/* The probes of one strategy by their questions; NULL where it has none. */
struct probe_row {
    const struct report_probe *probes[REPORT_LONGEST_TABLE];
    size_t count;
};

static struct probe_row row_of(const struct report_result *result, size_t strategy)
{
    struct probe_row row = {.count = 0};

    for (size_t i = 0; i < result->probe_count; i++) {
        const struct report_probe *probe = &result->probes[i];
        if (probe->strategy != strategy || row.probes[probe->question] != NULL)
            continue;
        row.probes[probe->question] = probe;
        row.count++;
    }
    return row;
}

/* The columns come in two groups: questions of yes and no, then those of conformance. A file without answers has one group. */
enum { GROUP_ANSWERED, GROUP_CONFORMANCE, GROUP_COUNT };

static size_t group_of(const struct report_question *question)
{
    return question->is_answered ? GROUP_ANSWERED : GROUP_CONFORMANCE;
}

static size_t count_group(const struct report_result *result, size_t group)
{
    size_t count = 0;

    for (size_t i = 0; i < result->question_count; i++)
        count += group_of(&result->questions[i]) == group;
    return count;
}

static const char *group_title(const struct report_result *result, size_t group)
{
    if (group == GROUP_ANSWERED)
        return "What it does: yes or no";
    return count_group(result, GROUP_ANSWERED) > 0 ? "What all must do" : "Probes";
}

/* "several in flight" */
static void add_question_name(struct report_text *text, const struct report_question *question)
{
    char words[128];
    size_t length = 0;

    for (; question->name[length] != '\0' && length + 1 < sizeof words; length++)
        words[length] = question->name[length] == '_' ? ' ' : question->name[length];
    words[length] = '\0';
    report_escape_html(text, words);
}

/* The name, which leads to the question in full when the file has it. */
static void add_probe_heading(struct report_text *text, const struct report_result *result, size_t question, const char *part)
{
    bool has_words = result->questions[question].words[0] != '\0';

    if (has_words)
        report_text_format(text, "<a href=\"#%s-probe-%zu\">", part, question + 1);
    report_text_add(text, "<span>");
    add_question_name(text, &result->questions[question]);
    report_text_add(text, has_words ? "</span></a>" : "</span>");
}

static void add_probe_headings(struct report_text *text, const struct report_result *result, const char *part)
{
    report_text_add(text, "<thead><tr><th scope=\"col\" rowspan=\"2\" class=\"corner\">Strategy</th>");
    for (size_t group = 0; group < GROUP_COUNT; group++)
        if (count_group(result, group) > 0)
            report_text_format(text, "<th scope=\"colgroup\" colspan=\"%zu\" class=\"first\">%s</th>", count_group(result, group),
                             group_title(result, group));
    report_text_add(text, "</tr>\n<tr>");
    for (size_t group = 0; group < GROUP_COUNT; group++)
        for (size_t i = 0, place = 0; i < result->question_count; i++) {
            if (group_of(&result->questions[i]) != group)
                continue;
            report_text_format(text, "<th scope=\"col\" class=\"%s\">", place++ == 0 ? "first" : "");
            add_probe_heading(text, result, i, part);
            report_text_add(text, "</th>");
        }
    report_text_add(text, "</tr></thead>\n");
}

/* "no, refuses", "works" */
static void add_outcome(struct report_text *text, const struct report_probe *probe)
{
    bool is_answer_enough = probe->answer[0] != '\0' && strcmp(probe->behaviour, "works") == 0;

    report_text_format(text, "%s%s%s", probe->answer, probe->answer[0] != '\0' && !is_answer_enough ? ", " : "",
                     is_answer_enough ? "" : probe->behaviour);
}

/* What stands below a cell's answer: how the strategy behaved, unless it just worked; else how many bytes it adds. */
static void add_qualification(struct report_text *text, const struct report_probe *probe, const struct report_question *question)
{
    bool is_bytes = strncmp(question->name, "adds_to_", strlen("adds_to_")) == 0;

    if (strcmp(probe->behaviour, "works") != 0)
        report_text_format(text, "<small>%s</small>", probe->behaviour);
    else if (is_bytes && isfinite(probe->value) && probe->value != 0)
        report_text_format(text, "<small>%s</small>", report_number_bytes(probe->value).text);
}

static void add_probe(struct report_text *text, const struct report_probe *probe, const struct report_question *question, bool is_first)
{
    if (probe == NULL) {
        report_text_format(text, "<td class=\"none%s\">·</td>", is_first ? " first" : "");
        return;
    }
    bool is_failure = strcmp(probe->behaviour, "fails") == 0;
    report_text_format(text, "<td class=\"%s%s%s\" title=\"", probe->answer, is_failure ? " fails" : "", is_first ? " first" : "");
    add_outcome(text, probe);
    report_text_add(text, ": ");
    report_escape_html(text, probe->evidence);
    report_text_add(text, "\">");
    if (probe->answer[0] != '\0')
        report_text_format(text, "<b>%s</b>", probe->answer);
    else if (is_failure)
        report_text_add(text, "<b>✗</b>");
    else if (strcmp(probe->behaviour, "works") == 0)
        report_text_add(text, "<b role=\"img\" aria-label=\"works\">✓</b>");
    add_qualification(text, probe, question);
    report_text_add(text, "</td>");
}

static void add_probe_row(struct report_text *text, const struct report_result *result, size_t strategy, const char *part)
{
    struct probe_row row = row_of(result, strategy);

    if (row.count == 0)
        return;
    report_text_format(text, "<tr><th scope=\"row\"><a href=\"#%s-probed-%zu\">", part, strategy + 1);
    report_escape_html(text, result->strategies[strategy].name);
    report_text_add(text, "</a></th>");
    for (size_t group = 0; group < GROUP_COUNT; group++)
        for (size_t i = 0, place = 0; i < result->question_count; i++)
            if (group_of(&result->questions[i]) == group)
                add_probe(text, row.probes[i], &result->questions[i], place++ == 0);
    report_text_add(text, "</tr>\n");
}

static bool group_has_words(const struct report_result *result, size_t group)
{
    for (size_t i = 0; i < result->question_count; i++)
        if (group_of(&result->questions[i]) == group && result->questions[i].words[0] != '\0')
            return true;
    return false;
}

static void add_question(struct report_text *text, const struct report_question *question, size_t index, const char *part)
{
    report_text_format(text, "<dt id=\"%s-probe-%zu\">", part, index + 1);
    add_question_name(text, question);
    report_text_add(text, "</dt><dd>");
    report_escape_html(text, question->words);
    report_text_add(text, "</dd>\n");
}

/* The questions in full, for the names that head the columns. */
static void add_probe_questions(struct report_text *text, const struct report_result *result, const char *part)
{
    report_text_add(text, "<div class=\"pair\">\n");
    for (size_t group = 0; group < GROUP_COUNT; group++) {
        if (!group_has_words(result, group))
            continue;
        report_text_format(text, "<div><h3>%s</h3>\n<dl class=\"probed\">\n", group_title(result, group));
        for (size_t i = 0; i < result->question_count; i++)
            if (group_of(&result->questions[i]) == group && result->questions[i].words[0] != '\0')
                add_question(text, &result->questions[i], i, part);
        report_text_add(text, "</dl></div>\n");
    }
    report_text_add(text, "</div>\n");
}

/* The anchor is inside, so that a browser that follows a link to it opens what is closed. */
static void add_evidence(struct report_text *text, const struct report_result *result, size_t strategy, const char *part)
{
    struct probe_row row = row_of(result, strategy);

    if (row.count == 0)
        return;
    report_text_add(text, "<details><summary><b>");
    report_escape_html(text, result->strategies[strategy].name);
    report_text_add(text, "</b> <span>");
    report_escape_html(text, result->strategies[strategy].sentence);
    report_text_format(text, "</span></summary>\n<dl class=\"probed\" id=\"%s-probed-%zu\">\n", part, strategy + 1);
    for (size_t group = 0; group < GROUP_COUNT; group++)
        for (size_t i = 0; i < result->question_count; i++) {
            if (row.probes[i] == NULL || group_of(&result->questions[i]) != group)
                continue;
            report_text_add(text, "<dt>");
            add_question_name(text, &result->questions[i]);
            report_text_add(text, "</dt><dd><b>");
            add_outcome(text, row.probes[i]);
            report_text_add(text, "</b>: ");
            report_escape_html(text, row.probes[i]->evidence);
            report_text_add(text, "</dd>\n");
        }
    report_text_add(text, "</dl></details>\n");
}

static void add_probe_key(struct report_text *text, const struct report_result *result)
{
    report_text_add(text, "<p>Each cell was tried by running code. ");
    if (count_group(result, GROUP_ANSWERED) > 0)
        report_text_add(text, "<b>Yes</b> and <b>no</b> answer the question of the column, and neither is good or bad by itself; ✓ "
                            "is as it should be. Below an answer stands what is added in bytes, or how the answer came about: ");
    else
        report_text_add(text, "This file does not have the answers to questions of yes or no: ✓ says only that the probe ran to its "
                            "end. Elsewhere, ");
    report_text_add(text, "the strategy <i>refuses</i> with a clear error, <i>falls back</i> to another way, or <i>fails</i> with a "
                        "wrong result, a leak or a crash. A name leads to what is known of it below.</p>\n");
}

void report_page_probes(struct report_text *text, const struct report_result *result, const char *part)
{
    report_page_heading(text, part, "probes", "What each strategy can do");
    if (result->probe_count == 0) {
        report_text_add(text, "<p>This file has no probes.</p>\n");
        return;
    }
    add_probe_key(text, result);
    report_page_table_begin(text, "Capabilities", "matrix probes");
    add_probe_headings(text, result, part);
    report_text_add(text, "<tbody>\n");
    for (size_t i = 0; i < result->strategy_count; i++)
        add_probe_row(text, result, i, part);
    report_text_add(text, "</tbody>\n");
    report_page_table_end(text);
    add_probe_questions(text, result, part);
    report_text_add(text, "<h3>The evidence</h3>\n<div class=\"evidence\">\n");
    for (size_t i = 0; i < result->strategy_count; i++)
        add_evidence(text, result, i, part);
    report_text_add(text, "</div>\n");
}

void report_page_strategies(struct report_text *text, const struct report_result *result, const char *part)
{
    report_page_heading(text, part, "strategies", "The strategies");
    report_page_table_begin(text, "The strategies", "");
    report_text_add(text, "<thead><tr><th scope=\"col\">Strategy</th><th scope=\"col\">In a sentence</th><th "
                        "scope=\"col\">Caller</th>"
                        "<th scope=\"col\">Callee</th><th scope=\"col\">Protocol</th><th scope=\"col\" class=\"r\">Adds "
                        "to<br>"
                        "iterator</th><th scope=\"col\" class=\"r\">call site</th><th scope=\"col\" "
                        "class=\"r\">task</th><th scope=\"col\" class=\"r\">Code</th></tr>"
                        "</thead>\n<tbody>\n");
    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_strategy *strategy = &result->strategies[i];
        report_text_add(text, "<tr>");
        report_page_header(text, "row", "", strategy->name);
        report_page_cell(text, "wide", strategy->sentence);
        report_page_cell(text, "", strategy->caller);
        report_page_cell(text, "", strategy->callee);
        report_page_cell(text, "", strategy->protocol);
        report_page_cell(text, "r", report_number_bytes(strategy->adapter_bytes).text);
        report_page_cell(text, "r", report_number_bytes(strategy->call_site_bytes).text);
        report_page_cell(text, "r", report_number_bytes(strategy->task_bytes).text);
        report_page_cell(text, "r", report_number_bytes(strategy->code_bytes).text);
        report_text_add(text, "</tr>\n");
    }
    report_text_add(text, "</tbody>\n");
    report_page_table_end(text);
}
