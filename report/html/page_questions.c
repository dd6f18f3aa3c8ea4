/* SPDX-License-Identifier: MIT */
/* Owns the page's section of questions asked in public: answers, the curve of boxing's share, and the runs that would answer the
 * rest. */
#include <string.h>
#include "report/analysis/public_questions.h"
#include "report/analysis/work_share.h"
#include "report/chart/chart.h"
#include "report/html/page.h"

static void add_question(struct report_text *text, const struct report_public_question *question)
{
    report_html(text, "<dt>%s <a href=\"%s\">%s</a></dt>\n", question->asked, question->address, question->by);
}

static void add_curve(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_work_shares shares;
    char id[64];

    if (!report_work_shares_measure(result, &shares))
        return;
    snprintf(id, sizeof id, "curve%s", part);
    report_page_piece(text, "questions-curve", result->strategies[shares.other].name);
    report_work_share_chart(text, result, REPORT_CHART_IN_PAGE, id);
    report_text_add(text, "</figure>\n");
}

static bool is_answered(const struct report_public_question *question, const struct report_result *result)
{
    struct report_text answer = {0};

    question->answer(result, &answer);
    bool is_there = answer.length > 0;
    report_text_fini(&answer);
    return is_there;
}

/* Adds the questions that the file answers. */
static void add_answers(struct report_text *text, const struct report_result *result)
{
    for (const struct report_public_question *question = report_public_questions; question->asked != NULL; question++) {
        if (!is_answered(question, result))
            continue;
        add_question(text, question);
        report_page_sentence(text, "<dd>", question->answer, result, "</dd>\n");
    }
}

/* Adds the questions that it does not answer: questions in a row that take the same run share its command. */
static void add_commands(struct report_text *text, const struct report_result *result)
{
    struct report_text last = {0};

    for (const struct report_public_question *question = report_public_questions; question->asked != NULL; question++) {
        struct report_text command = {0};
        if (is_answered(question, result))
            continue;
        report_public_question_command(question, &command);
        if (last.length > 0 && strcmp(last.bytes, command.bytes) != 0)
            report_html(text, "<dd><code>%s</code></dd>\n", last.bytes);
        add_question(text, question);
        report_text_fini(&last);
        last = command;
    }
    if (last.length > 0)
        report_html(text, "<dd><code>%s</code></dd>\n", last.bytes);
    report_text_fini(&last);
}

static void add_unanswered(struct report_text *text, const struct report_result *result)
{
    size_t begin = text->length;

    report_page_piece(text, "questions-open", NULL);
    size_t empty = text->length;
    add_commands(text, result);
    if (text->length == empty)
        report_text_cut(text, begin);
    else
        report_text_add(text, "</dl></details>\n");
}

/* A file that answers no question is not about these, and names no runs for them. */
void report_page_questions(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    size_t begin = text->length;

    report_page_piece(text, "questions", NULL);
    add_curve(text, result, part);
    report_text_add(text, "<dl class=\"asked\">\n");
    size_t empty = text->length;
    add_answers(text, result);
    if (text->length == empty) {
        report_text_cut(text, begin);
        return;
    }
    report_text_add(text, "</dl>\n");
    add_unanswered(text, result);
}
