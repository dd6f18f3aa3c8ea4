/* SPDX-License-Identifier: MIT */
/* Counts the verdicts of all sheets, each decision once. */
#include <stdlib.h>
#include <string.h>
#include "bench/check/scorecard.h"
#include "report/analysis/decision.h"
#include "report/analysis/verdict_count.h"
#include "report/base/memory.h"

/* The claims of all sheets, in their order. */
struct claim_list {
    size_t count;
    struct judgement *judgements;
    struct report_decision *decisions;
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
        list->judgements[list->count] = sheet_judge(sheet, &sheet->card->claims[i]);
        list->decisions[list->count] = (struct report_decision){
            .key = key_of(sheet, &list->judgements[list->count]), .rank = list->count, .claim = list->count,
        };
    }
}

static struct report_verdict_count count_verdicts(const struct sheet *sheets, size_t count)
{
    struct report_verdict_count verdicts = {0};
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most += sheets[i].card->claim_count;
    struct claim_list list = {
        .judgements = report_allocate_zeroed(most, sizeof *list.judgements),
        .decisions = report_allocate_zeroed(most, sizeof *list.decisions),
    };
    for (size_t i = 0; i < count; i++)
        list_claims(&list, &sheets[i]);
    report_decisions_compare(list.decisions, list.count);
    for (size_t i = 0; i < list.count; i++) {
        const struct report_decision *decision = &list.decisions[i];
        const struct judgement *judgement = &list.judgements[decision->claim];
        report_verdict_count_add(&verdicts, judgement->verdict, judgement->is_by_construction ? REPORT_BY_CONSTRUCTION
                                 : decision->first == decision->claim ? REPORT_COUNTED : REPORT_REPEATED);
        free(decision->key);
    }
    free(list.decisions);
    free(list.judgements);
    return verdicts;
}

void sheets_say_verdicts(struct report_text *text, const struct sheet *sheets, size_t count)
{
    static const char opening[] = "claims: ";
    struct report_verdict_count verdicts = count_verdicts(sheets, count);
    struct report_text words = {0};
    report_verdict_count_say(&words, &verdicts);
    if (words.length > 0) {
        report_text_add(text, opening);
        report_paragraph_add(text, strlen(opening), 4, report_text_string(&words));
    }
    report_text_fini(&words);
}
