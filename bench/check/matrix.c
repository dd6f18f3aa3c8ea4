/* SPDX-License-Identifier: MIT */
/* Prints the check of many strategies: one line each, a letter per probe, then the probes that failed. print.c prints one at
 * length. */
#include "bench/check/scorecard.h"
#include <stdio.h>
#include <string.h>
#include "bench/check/undecidable.h"
#include "bench/process/message.h"
#include "report/text/text.h"

enum { NAME_COLUMNS = 32, LEGEND_INDENT = 4 };

/* The column's heading: 1 to 9 for conformance, a to z and A to Z for the others. */
static char letter_of(size_t question)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    size_t conformance_count = 0;
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        conformance_count += questions[i].is_conformance;
    return question < conformance_count ? (char)('1' + question) : letters[question - conformance_count];
}

/* A conformance probe has no yes or no. */
static char mark_of(const struct finding *found, const struct question *question)
{
    switch (found->behaviour) {
    case FAILS:
        return found->is_answered && !question->is_conformance ? 'x' : 'F';
    case REFUSES:
        return found->is_answered && found->answer == ANSWER_YES && !question->is_conformance ? 'y' : 'r';
    case FALLS_BACK:
        return 'f';
    default:
        return question->is_conformance ? '.' : found->answer == ANSWER_YES ? 'y' : '-';
    }
}

typedef char mark_fn(const struct sheet *, size_t question);

static void add_line(struct report_text *text, const char *name, mark_fn *mark, const struct sheet *sheet)
{
    report_field_left(text, name, NAME_COLUMNS);
    for (size_t i = 0; i < QUESTION_COUNT; i++) {
        if (questions[i].is_open)
            continue;
        bool is_first_of_group = i > 0 && questions[i].is_conformance != questions[i - 1].is_conformance;
        report_text_format(text, "%s%c", is_first_of_group ? "  " : "", mark(sheet, i));
    }
    report_text_add(text, "\n");
}

static char heading(const struct sheet *sheet, size_t question)
{
    (void)sheet;
    return letter_of(question);
}
static char mark(const struct sheet *sheet, size_t question) { return mark_of(&sheet->findings[question], &questions[question]); }

static void add_legend(struct report_text *text)
{
    struct report_text words = {0};
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        if (!questions[i].is_open)
            report_text_format(&words, "%s%c %s", i == 0 ? "" : ", ", letter_of(i), questions[i].name);
    report_text_add(text, "\n");
    report_text_repeat(text, " ", LEGEND_INDENT);
    report_paragraph_add(text, LEGEND_INDENT, LEGEND_INDENT, words.bytes);
    report_text_repeat(text, " ", LEGEND_INDENT);
    report_paragraph_add(text, LEGEND_INDENT, LEGEND_INDENT,
                         ". it works, y yes, - no, r it refuses, f it falls back, x it goes wrong, F the probe failed");
    report_text_fini(&words);
}

static void add_failure(struct report_text *text, const struct sheet *sheet, size_t question)
{
    report_text_format(text, "\n%s: %s\n", sheet->card->name, questions[question].name);
    report_text_add(text, "  saw:  ");
    report_paragraph_add(text, 8, 8, sheet->findings[question].evidence);
    report_text_add(text, "  look: ");
    report_paragraph_add(text, 8, 8, sheet_place_to_look(sheet, question));
}

/* Counts both kinds: those among the claims, and those of no single strategy. */
static void add_undecidable(struct report_text *text, const struct sheet *sheets, size_t count)
{
    struct report_text words = {0};
    size_t claim_count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sheets[i].card->claim_count; j++)
            claim_count += sheets[i].card->claims[j].probe == PROBE_none;
    report_text_format(&words, "`%s check --undecidable` lists %zu sentence%s that no program can decide: %zu claim%s of the "
                       "strategies, and %zu of no single strategy",
                       runner_called(), claim_count + undecidable_count, claim_count + undecidable_count == 1 ? "" : "s",
                       claim_count, claim_count == 1 ? "" : "s", undecidable_count);
    report_paragraph_add(text, 0, LEGEND_INDENT, report_text_string(&words));
    report_text_fini(&words);
}

void text_print_matrix(const struct sheet *sheets, size_t count)
{
    struct report_text text = {0};
    add_line(&text, "", heading, NULL);
    for (size_t i = 0; i < count; i++)
        add_line(&text, sheets[i].card->name, mark, &sheets[i]);
    add_legend(&text);
    sheets_name_verdicts(&text, sheets, count);
    add_undecidable(&text, sheets, count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < QUESTION_COUNT; j++)
            if (sheet_failed(&sheets[i], j))
                add_failure(&text, &sheets[i], j);
    fwrite(text.bytes, 1, text.length, stdout);
    report_text_fini(&text);
}
