/* SPDX-License-Identifier: MIT */
/* Owns the probes on the page: a row's answers for its card, and a list of the questions. The list has each evidence once, with
 * the rows that share it, since most rows of a question do; numbers in which they differ stand behind the rows' names. rows.js
 * copies a row's answers and evidence into its card. */
#include <stdio.h>
#include <string.h>
#include "report/html/page.h"
#include "report/html/page_alike.h"
#include "report/result/result.h"

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

/* "no, refuses", "works" */
static struct words outcome_words(const struct report_probe *probe)
{
    bool has_answer = probe->answer[0] != '\0', is_answer_enough = has_answer && strcmp(probe->behaviour, "works") == 0;
    struct words words;

    snprintf(words.text, sizeof words.text, "%s%s%s", probe->answer, has_answer && !is_answer_enough ? ", " : "",
             is_answer_enough ? "" : probe->behaviour);
    return words;
}

static bool have_same_outcome(const struct report_probe *probe, const struct report_probe *other)
{
    return strcmp(probe->answer, other->answer) == 0 && strcmp(probe->behaviour, other->behaviour) == 0;
}

/* Do two probes belong together? */
typedef bool likeness(const struct report_probe *, const struct report_probe *);

static bool are_of_row(const struct report_probe *probe, const struct report_probe *first)
{
    return probe->strategy == first->strategy && have_same_outcome(probe, first);
}

static bool share_evidence(const struct report_probe *probe, const struct report_probe *first)
{
    return probe->question == first->question && have_same_outcome(probe, first) &&
           report_is_alike(first->evidence, probe->evidence);
}

/* True when no probe before this one is like it. */
static bool is_first(const struct report_result *result, size_t index, likeness *alike)
{
    for (size_t i = 0; i < index; i++)
        if (alike(&result->probes[i], &result->probes[index]))
            return false;
    return true;
}

/* How many probes are like this one. */
static size_t count_like(const struct report_result *result, const struct report_probe *first, likeness *alike)
{
    size_t count = 0;

    for (size_t i = 0; i < result->probe_count; i++)
        count += alike(&result->probes[i], first);
    return count;
}

/* A probe without a question of yes or no that is as it should be. All rows have these, so they are counted and not named. */
static bool is_as_it_should_be(const struct report_probe *probe)
{
    return probe->answer[0] == '\0' && strcmp(probe->behaviour, "works") == 0;
}

/* "✗" for a wrong result, "✓" for a probe without a question of yes or no that is as it should be. */
static const char *mark_of(const struct report_probe *probe)
{
    if (strcmp(probe->behaviour, "fails") == 0)
        return "✗ ";
    return is_as_it_should_be(probe) ? "✓ " : "";
}

static void add_names(struct report_text *text, const struct report_result *result, size_t index)
{
    report_html(text, "%s%s: ", mark_of(&result->probes[index]), outcome_words(&result->probes[index]).text);
    for (size_t i = index; i < result->probe_count; i++)
        if (are_of_row(&result->probes[i], &result->probes[index]))
            report_html(text, "%s%s", i == index ? "" : ", ", question_name(&result->questions[result->probes[i].question]).text);
    report_text_add(text, "\n");
}

static bool is_plain(const struct report_probe *probe) { return strcmp(probe->behaviour, "works") == 0; }

void report_page_probes_of(struct report_text *text, const struct report_result *result, size_t strategy, const char *part)
{
    bool is_probed = false;

    for (size_t i = 0; i < result->probe_count; i++) {
        const struct report_probe *first = &result->probes[i];
        if (first->strategy != strategy || !is_first(result, i, are_of_row) || !is_plain(first))
            continue;
        report_text_add(text, is_probed ? ", " : "<b>Probes</b> ");
        report_html(text, "%zu %s%s", count_like(result, first, are_of_row), mark_of(first), outcome_words(first).text);
        is_probed = true;
    }
    if (is_probed)
        report_html(text, " <a href=\"#probes%s\">Evidence</a>\n", part);
    for (size_t i = 0; i < result->probe_count; i++)
        if (result->probes[i].strategy == strategy && is_first(result, i, are_of_row) && !is_plain(&result->probes[i]))
            add_names(text, result, i);
}

static bool ask_the_same(const struct report_probe *probe, const struct report_probe *first)
{
    return probe->question == first->question;
}

static bool is_of_same_row(const struct report_probe *probe, const struct report_probe *first)
{
    return probe->strategy == first->strategy;
}

/* How many rows have probes. */
static size_t count_probed(const struct report_result *result)
{
    size_t count = 0;

    for (size_t i = 0; i < result->probe_count; i++)
        count += is_first(result, i, is_of_same_row);
    return count;
}

static struct report_alike differences_of(const struct report_result *result, const struct report_probe *first)
{
    struct report_alike alike = {0};

    for (size_t i = 0; i < result->probe_count; i++)
        if (share_evidence(&result->probes[i], first))
            report_alike_mark(&alike, first->evidence, result->probes[i].evidence);
    return alike;
}

static void add_rows(struct report_text *text, const struct report_result *result, size_t index, const struct report_alike *alike)
{
    for (size_t i = index; i < result->probe_count; i++) {
        if (!share_evidence(&result->probes[i], &result->probes[index]))
            continue;
        report_html(text, "%s%s", i == index ? "" : ", ", result->strategies[result->probes[i].strategy].name);
        report_alike_numbers(text, alike, result->probes[i].evidence);
    }
}

static bool has_difference(const struct report_alike *alike)
{
    return memchr(alike->differs, true, sizeof alike->differs) != NULL;
}

/* Adds a line of the evidence that begins at this probe: "no, refuses [box, type_pool]: it does not fit". Of a question that all
 * `probed` rows were asked, more than half are "[the other 20]". */
static void add_evidence(struct report_text *text, const struct report_result *result, size_t index, size_t probed)
{
    const struct report_probe *first = &result->probes[index];
    struct report_alike alike = differences_of(result, first);
    size_t count = count_like(result, first, share_evidence);

    report_html(text, "%s%s [", mark_of(first), outcome_words(first).text);
    if (2 * count > probed && count_like(result, first, ask_the_same) == probed && !has_difference(&alike))
        report_html(text, count == probed ? "all %zu" : "the other %zu", count);
    else
        add_rows(text, result, index, &alike);
    report_text_add(text, first->evidence[0] == '\0' ? "]" : "]: ");
    report_alike_say(text, &alike, first->evidence);
    report_text_add(text, "\n");
}

static void add_question(struct report_text *text, const struct report_result *result, size_t question, size_t probed,
                         const char *part)
{
    const struct report_question *asked = &result->questions[question];

    report_html(text, "<p class=\"lines\" id=\"probe-%s%s\"><b>%s</b> %s\n", asked->name, part, question_name(asked).text,
                asked->words);
    for (size_t i = 0; i < result->probe_count; i++)
        if (result->probes[i].question == question && is_first(result, i, share_evidence))
            add_evidence(text, result, i, probed);
    report_text_add(text, "</p>\n");
}

void report_page_probes(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    size_t probed = count_probed(result);

    if (result->probe_count == 0)
        return;
    report_html(text, "<details class=\"probes\" id=\"probes%s\"><summary>Probes (%zu): questions, answers, evidence</summary>\n",
                part, result->question_count);
    report_page_piece(text, "probes", NULL);
    for (size_t i = 0; i < result->question_count; i++)
        add_question(text, result, i, probed, part);
    report_text_add(text, "</details>\n");
}
