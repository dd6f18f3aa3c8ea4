/* SPDX-License-Identifier: MIT */
/* Owns the page's sections on the abilities of strategies: the cells that could not run, the probes, and a line for each
 * strategy. The probes are a matrix, the questions in full, and each strategy's evidence. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/row_bytes.h"
#include "report/html/page.h"
#include "report/result/result.h"

void report_page_failures(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    report_page_piece(text, "failures", part);
    if (result->note_count == 0) {
        report_page_piece(text, "failures-none", NULL);
        return;
    }
    report_page_piece(text, "failures-table", NULL);
    for (size_t note = 1; note <= result->note_count; note++) {
        const struct report_cell *cell = report_note_cell(result, note);
        struct report_text cells = {0};
        report_note_cells(result, note, &cells);
        report_html(text, "<tr id=\"%s-note-%zu\"><th scope=\"row\">%zu</th><td class=\"wide\">%s</td><td class=\"\">%s</td><td "
                    "class=\"wide\">%s</td></tr>\n", part, note, note, report_text_string(&cells), report_cell_word(cell->status),
                    cell->reason);
        report_text_fini(&cells);
    }
    report_page_table_end(text);
}

/* The columns: questions of yes and no, then those of conformance. A file without answers has only the latter. */
struct columns {
    size_t count, answered;
    const char *answered_title, *conformance_title;
    size_t questions[REPORT_LONGEST_TABLE];     /* indices; the first `answered` are of yes and no */
};

static struct columns order_questions(const struct report_result *result)
{
    struct columns columns = {.answered_title = "What it does: yes or no"};

    for (size_t i = 0; i < result->question_count; i++)
        if (result->questions[i].is_answered)
            columns.questions[columns.count++] = i;
    columns.answered = columns.count;
    columns.conformance_title = columns.answered > 0 ? "What all must do" : "Probes";
    for (size_t i = 0; i < result->question_count; i++)
        if (!result->questions[i].is_answered)
            columns.questions[columns.count++] = i;
    return columns;
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

struct words {
    char text[128];
};

/* "several in flight" */
static struct words question_name(const struct report_question *question)
{
    struct words words;

    snprintf(words.text, sizeof words.text, "%s", question->name);
    for (char *underscore; (underscore = strchr(words.text, '_')) != NULL;)
        *underscore = ' ';
    return words;
}

/* Adds the name, which leads to the question in full when the file has it. */
static void add_probe_heading(struct report_text *text, const struct report_result *result, size_t question, const char *part)
{
    bool has_words = result->questions[question].words[0] != '\0';

    if (has_words)
        report_html(text, "<a href=\"#%s-probe-%zu\">", part, question + 1);
    report_html(text, "<span>%s</span>", question_name(&result->questions[question]).text);
    if (has_words)
        report_text_add(text, "</a>");
}

static void add_probe_headings(struct report_text *text, const struct report_result *result, const struct columns *columns,
                               const char *part)
{
    static const char group[] = "<th scope=\"colgroup\" colspan=\"%zu\" class=\"first\">%s</th>";

    if (columns->answered > 0)
        report_html(text, group, columns->answered, columns->answered_title);
    if (columns->count > columns->answered)
        report_html(text, group, columns->count - columns->answered, columns->conformance_title);
    report_text_add(text, "</tr>\n<tr>");
    for (size_t i = 0; i < columns->count; i++) {
        report_html(text, "<th scope=\"col\" class=\"%s\">", i == 0 || i == columns->answered ? "first" : "");
        add_probe_heading(text, result, columns->questions[i], part);
        report_text_add(text, "</th>");
    }
    report_text_add(text, "</tr></thead>\n<tbody>\n");
}

/* "no, refuses", "works" */
static struct words outcome_words(const struct report_probe *probe)
{
    bool has_answer = probe->answer[0] != '\0', is_answer_enough = has_answer && strcmp(probe->behaviour, "works") == 0;
    struct words words;

    snprintf(words.text, sizeof words.text, "%s%s%s", probe->answer, has_answer && !is_answer_enough ? ", " : "",
             is_answer_enough ? "" : probe->behaviour);
    return words;
}

/* Adds the line below a cell's answer: how the strategy behaved, unless it just worked; else how many bytes it adds. The value of
 * adds_to_task is those in the task's struct and those reserved (row_bytes.h). */
static void add_qualification(struct report_text *text, const struct report_result *result, const struct report_probe *probe,
                              const struct report_question *question)
{
    struct report_row_bytes bytes = report_row_bytes(result, probe->strategy);
    bool is_bytes = strncmp(question->name, "adds_to_", strlen("adds_to_")) == 0;
    bool is_task = strcmp(question->name, "adds_to_task") == 0;

    if (strcmp(probe->behaviour, "works") != 0)
        report_html(text, "<small>%s</small>", probe->behaviour);
    else if (is_task && probe->value > 0)
        report_html(text, "<small>in structs %s,<br>reserved %s</small>", report_number_bytes(bytes.task).text,
                    report_number_bytes(bytes.reserved).text);
    else if (is_bytes && isfinite(probe->value) && probe->value != 0)
        report_html(text, "<small>%s</small>", report_number_bytes(probe->value).text);
}

static void add_probe(struct report_text *text, const struct report_result *result, const struct report_probe *probe,
                      const struct report_question *question, bool is_first)
{
    if (probe == NULL) {
        report_html(text, "<td class=\"none%s\">·</td>", is_first ? " first" : "");
        return;
    }
    bool is_failure = strcmp(probe->behaviour, "fails") == 0;
    report_html(text, "<td class=\"%s%s%s\" title=\"%s: %s\">", probe->answer, is_failure ? " fails" : "",
                is_first ? " first" : "", outcome_words(probe).text, probe->evidence);
    if (probe->answer[0] != '\0')
        report_html(text, "<b>%s</b>", probe->answer);
    else if (is_failure)
        report_text_add(text, "<b>✗</b>");
    else if (strcmp(probe->behaviour, "works") == 0)
        report_text_add(text, "<b role=\"img\" aria-label=\"works\">✓</b>");
    add_qualification(text, result, probe, question);
    report_text_add(text, "</td>");
}

static void add_probe_row(struct report_text *text, const struct report_result *result, const struct columns *columns,
                          size_t strategy, const char *part)
{
    struct probe_row row = row_of(result, strategy);

    if (row.count == 0)
        return;
    report_html(text, "<tr><th scope=\"row\"><a href=\"#%s-probed-%zu\">%s</a></th>", part, strategy + 1,
                result->strategies[strategy].name);
    for (size_t i = 0; i < columns->count; i++) {
        size_t question = columns->questions[i];
        add_probe(text, result, row.probes[question], &result->questions[question], i == 0 || i == columns->answered);
    }
    report_text_add(text, "</tr>\n");
}

/* Adds the questions in full of columns [first, end), under their title; nothing when the file has the words of none. */
static void add_questions(struct report_text *text, const struct report_result *result, const struct columns *columns,
                          size_t first, size_t end, const char *title, const char *part)
{
    bool is_begun = false;

    for (size_t i = first; i < end; i++) {
        const struct report_question *question = &result->questions[columns->questions[i]];
        if (question->words[0] == '\0')
            continue;
        if (!is_begun)
            report_html(text, "<div><h3>%s</h3>\n<dl class=\"probed\">\n", title);
        is_begun = true;
        report_html(text, "<dt id=\"%s-probe-%zu\">%s</dt><dd>%s</dd>\n", part, columns->questions[i] + 1,
                    question_name(question).text, question->words);
    }
    report_text_add(text, is_begun ? "</dl></div>\n" : "");
}

/* Adds what is known of one strategy. The anchor is inside, so that a browser that follows a link to it opens what is closed. */
static void add_evidence(struct report_text *text, const struct report_result *result, const struct columns *columns,
                         size_t strategy, const char *part)
{
    struct probe_row row = row_of(result, strategy);

    if (row.count == 0)
        return;
    report_html(text, "<details><summary><b>%s</b> <span>%s</span></summary>\n<dl class=\"probed\" id=\"%s-probed-%zu\">\n",
                result->strategies[strategy].name, result->strategies[strategy].sentence, part, strategy + 1);
    for (size_t i = 0; i < columns->count; i++) {
        const struct report_probe *probe = row.probes[columns->questions[i]];
        if (probe != NULL)
            report_html(text, "<dt>%s</dt><dd><b>%s</b>: %s</dd>\n", question_name(&result->questions[probe->question]).text,
                        outcome_words(probe).text, probe->evidence);
    }
    report_text_add(text, "</dl></details>\n");
}

void report_page_probes(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    struct columns columns = order_questions(result);

    report_page_piece(text, "probes", part);
    if (result->probe_count == 0) {
        report_page_piece(text, "probes-empty", NULL);
        return;
    }
    report_page_piece(text, columns.answered > 0 ? "probes-answered" : "probes-unanswered", NULL);
    report_page_piece(text, "probes-table", NULL);
    add_probe_headings(text, result, &columns, part);
    for (size_t i = 0; i < result->strategy_count; i++)
        add_probe_row(text, result, &columns, i, part);
    report_page_table_end(text);
    report_text_add(text, "<div class=\"pair\">\n");
    add_questions(text, result, &columns, 0, columns.answered, columns.answered_title, part);
    add_questions(text, result, &columns, columns.answered, columns.count, columns.conformance_title, part);
    report_text_add(text, "</div>\n");
    report_page_piece(text, "probes-evidence", NULL);
    for (size_t i = 0; i < result->strategy_count; i++)
        add_evidence(text, result, &columns, i, part);
    report_text_add(text, "</div>\n");
}

void report_page_strategies(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    report_page_piece(text, "strategies", part);
    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_strategy *strategy = &result->strategies[i];
        struct report_row_bytes bytes = report_row_bytes(result, i);
        report_page_row_begin(text, NULL, strategy->name);
        report_html(text, "<td class=\"wide\">%s</td><td class=\"\">%s</td><td class=\"\">%s</td><td class=\"\">%s</td>"
                    "<td class=\"wide\">%s</td><td class=\"wide\">%s%s%s</td>", strategy->sentence, strategy->caller,
                    strategy->callee, strategy->protocol, strategy->threads_share,
                    !strategy->says_sharing ? "" : strategy->may_share_iterator ? "yes" : "no",
                    strategy->sharing_refusal[0] == '\0' ? "" : ": ", strategy->sharing_refusal);
        const double numbers[] = {bytes.adapter, bytes.call_site, bytes.task, bytes.reserved, bytes.resident,
                                  bytes.retained, strategy->code_bytes};
        for (size_t j = 0; j < sizeof numbers / sizeof numbers[0]; j++)
            report_html(text, "<td class=\"r\">%s</td>", report_number_bytes(numbers[j]).text);
        report_text_add(text, "</tr>\n");
    }
    report_page_table_end(text);
}
