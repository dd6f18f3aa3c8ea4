/* SPDX-License-Identifier: MIT */
/* Counts the verdicts of all sheets, each decision once, and names the claims that are not simply proved. */
#include <stdlib.h>
#include <string.h>
#include "bench/check/scorecard.h"
#include "report/analysis/decision.h"
#include "report/analysis/verdict_count.h"
#include "report/base/memory.h"

/* The claims of all sheets, in their order. */
struct claim_list {
    size_t count;
    const struct sheet **sheets;
    const struct claim **claims;
    struct judgement *judgements;
    enum report_counting *countings;
    struct report_decision *decisions;      /* sorted */
};

/* NULL for a claim that is counted as no decision. */
static char *key_of(const struct sheet *sheet, const struct judgement *judgement)
{
    struct report_half_question asked[2];
    if (judgement->verdict == REPORT_OUT_OF_REACH || judgement->is_by_construction)
        return NULL;
    for (size_t i = 0; i < judgement->half_count; i++) {
        const struct half *half = &judgement->halves[i].half;
        asked[i] = (struct report_half_question){
            half->of ? half->of : sheet->card->name, questions[question_of(half->probe)].name, half->on, half->against,
            half->against_on, half->ratio, half->says == ANSWER_YES,
        };
    }
    return report_decision_key(asked, judgement->half_count, judgement->join);
}

static void list_claims(struct claim_list *list, const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->card->claim_count; i++, list->count++) {
        list->sheets[list->count] = sheet;
        list->claims[list->count] = &sheet->card->claims[i];
        list->judgements[list->count] = sheet_judge(sheet, &sheet->card->claims[i]);
        list->decisions[list->count] = (struct report_decision){
            .key = key_of(sheet, &list->judgements[list->count]), .rank = list->count, .claim = list->count,
        };
    }
}

static struct claim_list list_all(const struct sheet *sheets, size_t count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most += sheets[i].card->claim_count;
    struct claim_list list = {
        .sheets = report_allocate_zeroed(most, sizeof *list.sheets),
        .claims = report_allocate_zeroed(most, sizeof *list.claims),
        .judgements = report_allocate_zeroed(most, sizeof *list.judgements),
        .decisions = report_allocate_zeroed(most, sizeof *list.decisions),
        .countings = report_allocate_zeroed(most, sizeof *list.countings),
    };
    for (size_t i = 0; i < count; i++)
        list_claims(&list, &sheets[i]);
    report_decisions_compare(list.decisions, list.count);
    for (size_t i = 0; i < list.count; i++) {
        const struct report_decision *decision = &list.decisions[i];
        list.countings[decision->claim] = list.judgements[decision->claim].is_by_construction ? REPORT_BY_CONSTRUCTION
                                          : decision->first == decision->claim ? REPORT_COUNTED : REPORT_REPEATED;
    }
    return list;
}

static void free_list(struct claim_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->decisions[i].key);
    free(list->sheets);
    free(list->claims);
    free(list->judgements);
    free(list->decisions);
    free(list->countings);
}

static void say_count(struct report_text *text, const struct claim_list *list)
{
    static const char opening[] = "claims: ";
    struct report_verdict_count verdicts = {0};
    struct report_text words = {0};
    for (size_t i = 0; i < list->count; i++)
        report_verdict_count_add(&verdicts, list->judgements[i].verdict, list->countings[i]);
    report_verdict_count_say(&words, &verdicts);
    if (words.length > 0) {
        report_text_add(text, opening);
        report_paragraph_add(text, strlen(opening), 4, report_text_string(&words));
    }
    report_text_fini(&words);
}

/* Adds a line for each counted claim with this verdict. */
static void name_claims(struct report_text *text, const struct claim_list *list, enum report_verdict verdict)
{
    enum { INDENT = 4, HANG = 6 };
    for (size_t i = 0; i < list->count; i++) {
        struct report_text words = {0};
        if (list->judgements[i].verdict != verdict || list->countings[i] != REPORT_COUNTED)
            continue;
        report_text_format(&words, "%s: %s: \"%s\" (%s)", report_verdict_words[verdict], list->sheets[i]->card->name,
                           list->claims[i]->quote, list->claims[i]->source);
        report_text_repeat(text, " ", INDENT);
        report_paragraph_add(text, INDENT, HANG, report_text_string(&words));
        report_text_fini(&words);
    }
}

void sheets_say_verdicts(struct report_text *text, const struct sheet *sheets, size_t count)
{
    struct claim_list list = list_all(sheets, count);
    say_count(text, &list);
    free_list(&list);
}

void sheets_name_verdicts(struct report_text *text, const struct sheet *sheets, size_t count)
{
    struct claim_list list = list_all(sheets, count);
    say_count(text, &list);
    name_claims(text, &list, REPORT_REFUTED);
    name_claims(text, &list, REPORT_DEPENDS);
    free_list(&list);
}
