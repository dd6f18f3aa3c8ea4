/* SPDX-License-Identifier: MIT */
/* Composes the lines by the report's text and paragraph, which know widths and UTF-8. */
#include "bench/check/scorecard.h"
#include <stdio.h>
#include <string.h>
#include "report/text/text.h"

enum { ANSWER_COLUMN = 23, EVIDENCE_COLUMN = 39, CLAIM_INDENT = 2, CLAIM_COLUMN = 22 };

static void flush(struct report_text *text)
{
    fwrite(text->bytes, 1, text->length, stdout);
    report_text_fini(text);
}

/* "yes, falls back" */
static const char *answer_words(const struct finding *found, char words[24])
{
    const char *answer = found->is_answered ? found->answer == ANSWER_YES ? "yes" : "no" : "";
    bool is_plain = found->is_answered && found->behaviour == WORKS;
    snprintf(words, 24, "%s%s%s", answer, found->is_answered && !is_plain ? ", " : "",
             is_plain ? "" : behaviour_name(found->behaviour));
    return words;
}

static void add_probe(struct report_text *text, const struct sheet *sheet, enum question_id question)
{
    char words[24];
    report_text_add(text, "  ");
    report_field_left(text, questions[question].name, ANSWER_COLUMN - 2);
    report_field_left(text, answer_words(&sheet->findings[question], words), EVIDENCE_COLUMN - ANSWER_COLUMN);
    report_paragraph_add(text, EVIDENCE_COLUMN, EVIDENCE_COLUMN, sheet->findings[question].evidence);
}

/* Adds a sentence in the column behind the verdicts. */
static void add_sentence(struct report_text *text, const char *sentence)
{
    report_text_repeat(text, " ", CLAIM_COLUMN);
    report_paragraph_add(text, CLAIM_COLUMN, CLAIM_COLUMN, sentence);
}

/* "is the time of box on ready more than 1.5 times that of caller_cached_box? "yes" proves it" */
static void add_open_question(struct report_text *text, const struct sheet *sheet, const struct half *half)
{
    const char *row = half->of ? half->of : sheet->card->name, *workload = half->on ? half->on : "ready";
    if (half->probe == PROBE_time_against)
        report_text_format(text, "is the time of %s on %s more than %g times that of %s%s%s?", row, workload, half->ratio,
                           half->against, half->against_on ? " on " : "", half->against_on ? half->against_on : "");
    else
        report_text_format(text, "does an item of %s on %s take memory from the heap?", row, workload);
    report_text_add(text, half->says == ANSWER_YES ? " \"yes\" proves it" : " \"no\" proves it");
}

static void add_half(struct report_text *text, const struct sheet *sheet, const struct judgement *judgement, size_t index)
{
    struct report_text words = {0}, evidence = {0};
    const struct judged_half *judged = &judgement->halves[index];
    bool is_open = judged->outcome == REPORT_HALF_LEFT;
    if (judgement->verdict == REPORT_OUT_OF_REACH)
        report_text_add(&evidence, "no program can decide it: ");
    if (is_open)
        add_open_question(&evidence, sheet, &judged->half);
    else
        report_text_add(&evidence, judged->evidence);
    report_half_say(&words, &(struct report_half_words){ judged->half.under, judged->outcome, judged->is_by_construction,
                                                         judged->half.of, report_text_string(&evidence) });
    add_sentence(text, report_text_string(&words));
    report_text_fini(&words);
    report_text_fini(&evidence);
}

static void add_claim(struct report_text *text, const struct sheet *sheet, const struct claim *claim)
{
    struct report_text words = {0};
    struct judgement judgement = sheet_judge(sheet, claim);
    report_text_format(&words, "\"%s\" (%s)", claim->quote, claim->source);
    report_text_repeat(text, " ", CLAIM_INDENT);
    report_field_left(text, report_verdict_words[judgement.verdict], CLAIM_COLUMN - CLAIM_INDENT);
    report_paragraph_add(text, CLAIM_COLUMN, CLAIM_COLUMN, report_text_string(&words));
    for (size_t i = 0; i < judgement.half_count; i++)
        add_half(text, sheet, &judgement, i);
    report_text_fini(&words);
    if ((judgement.verdict != REPORT_REFUTED && judgement.verdict != REPORT_DEPENDS) || claim->why == NULL)
        return;
    report_text_format(&words, "why: %s", claim->why);
    add_sentence(text, report_text_string(&words));
    report_text_fini(&words);
}

static void add_sharing(struct report_text *text, const struct row_card *card)
{
    struct report_text words = {0};
    report_text_format(&words, "threads share: %s; an iterator: %s", card->threads_share ? card->threads_share : "not said",
                       card->sharing_refusal ? card->sharing_refusal : "yes, by &self");
    report_text_add(text, "  ");
    report_paragraph_add(text, 2, 2, report_text_string(&words));
    report_text_fini(&words);
}
/* One line for many probes. */
static void add_common_answer(struct report_text *text, const char *probes, const struct finding *found)
{
    report_text_add(text, "  ");
    report_field_left(text, probes, ANSWER_COLUMN - 2);
    report_field_left(text, behaviour_name(REFUSES), EVIDENCE_COLUMN - ANSWER_COLUMN);
    report_paragraph_add(text, EVIDENCE_COLUMN, EVIDENCE_COLUMN, found->evidence);
}

static void add_probes(struct report_text *text, const struct sheet *sheet)
{
    if (sheet_is_cut_short(sheet)) {
        add_probe(text, sheet, QUESTION_frames);
        add_common_answer(text, "all others", &sheet->findings[QUESTION_frames + 1]);
        return;
    }
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        if (!questions[i].is_open)
            add_probe(text, sheet, (enum question_id)i);
}

/* A row that cannot run here gives every probe the same reason. */
static bool is_refused_as_a_whole(const struct sheet *sheet)
{
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        if (!questions[i].is_open && (sheet->findings[i].is_answered || sheet->findings[i].behaviour != REFUSES
                                      || strcmp(sheet->findings[i].evidence, sheet->findings[0].evidence) != 0))
            return false;
    return true;
}

static void print_sheet(const struct sheet *sheet)
{
    struct report_text text = {0};
    char model[160];
    report_text_format(&text, "%s: ", sheet->card->name);
    report_paragraph_add(&text, strlen(sheet->card->name) + 2, 2, sheet->card->sentence);
    snprintf(model, sizeof model, "protocol: %s; caller: %s, callee: %s", sheet->card->protocol, sheet->card->caller,
             sheet->card->callee);
    report_text_add(&text, "  ");
    report_paragraph_add(&text, 2, 2, model);
    add_sharing(&text, sheet->card);
    if (is_refused_as_a_whole(sheet))
        add_common_answer(&text, "all questions", &sheet->findings[0]);
    else
        add_probes(&text, sheet);
    for (size_t i = 0; i < sheet->card->claim_count; i++)
        add_claim(&text, sheet, &sheet->card->claims[i]);
    report_text_add(&text, "\n");
    flush(&text);
}

void text_print_sheets(const struct sheet *sheets, size_t count)
{
    struct report_text verdicts = {0};
    for (size_t i = 0; i < count; i++)
        print_sheet(&sheets[i]);
    sheets_say_verdicts(&verdicts, sheets, count);
    flush(&verdicts);
}
