/* SPDX-License-Identifier: MIT */
/* Holds claims against answers: finds the answer to each half, also of another row that it names. Makes the verdict by the rule
 * of report/result/verdict.h, and the records. */
#include "bench/check/scorecard.h"
#include <stdlib.h>
#include <string.h>
#include "bench/process/message.h"
#include "bench/process/stop.h"

static bool has_parts(const struct claim *claim) { return claim->also.under != NULL; }

size_t claim_half_count(const struct claim *claim) { return has_parts(claim) || claim->otherwise.under ? 2 : 1; }

struct half claim_half(const struct claim *claim, size_t index)
{
    if (index == 1)
        return has_parts(claim) ? claim->also : claim->otherwise;
    return (struct half){ claim->under, claim->probe, claim->says, claim->of, claim->against,
                         claim->against_on, claim->ratio, claim->on };
}

/* True for a half that check decides by the answer of another row. */
static bool is_about_other(const struct half *half)
{
    return half->of && half->probe != PROBE_none && !questions[question_of(half->probe)].is_open;
}

static const struct finding *find_named(const struct sheet *sheet, const struct half *half)
{
    for (size_t i = 0; i < sheet->named_count; i++)
        if (sheet->named[i].question == question_of(half->probe) && strcmp(sheet->named[i].row, half->of) == 0)
            return &sheet->named[i].found;
    return NULL;
}

static const struct sheet *find_sheet(const struct sheet *sheets, size_t count, const char *row)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(sheets[i].card->name, row) == 0)
            return &sheets[i];
    return NULL;
}

/* Asks the row that the half names, without a child where another sheet has the answer or the table has no such row. */
static enum coro_status ask_named(const struct half *half, const char *program, const struct sheet *others, size_t count,
                                  struct finding *found)
{
    unsigned timeout_ms = PROBE_TIMEOUT_MS;
    const struct sheet *other = find_sheet(others, count, half->of);
    const struct row *row = table_find_row(half->of);
    if (other)
        *found = other->findings[question_of(half->probe)];
    else if (row == NULL)
        *found = finding_of(REFUSES, "this build has no row %s, which the claim asks", half->of);
    else if (row_card(row)->is_peer && half->probe != PROBE_survives_no_memory)
        *found = finding_of(REFUSES, "%s, which the claim asks, is a peer, and peers have no probes", half->of);
    else
        return prober_ask(program, half->of, questions[question_of(half->probe)].name, &timeout_ms, found);
    return CORO_OK;
}

static struct named_finding *new_named(struct sheet *sheet, const struct half *half)
{
    if (sheet->named_count == SHEET_MOST_NAMED) {
        runner_note("the claims of %s ask more than %d answers of other rows", sheet->card->name, SHEET_MOST_NAMED);
        abort();
    }
    struct named_finding *named = &sheet->named[sheet->named_count++];
    *named = (struct named_finding){ .row = half->of, .question = question_of(half->probe) };
    return named;
}

enum coro_status sheet_ask_named(struct sheet *sheet, const char *program, const struct sheet *others, size_t count)
{
    for (size_t i = 0; i < sheet->card->claim_count; i++)
        for (size_t j = 0; j < claim_half_count(&sheet->card->claims[i]) && !runner_stop_requested(); j++) {
            struct half half = claim_half(&sheet->card->claims[i], j);
            if (!is_about_other(&half) || find_named(sheet, &half))
                continue;
            enum coro_status status = ask_named(&half, program, others, count, &new_named(sheet, &half)->found);
            if (status)
                return status;
        }
    return CORO_OK;
}

/* A probe that refused or failed has decided nothing. */
static struct judged_half judge_half(const struct sheet *sheet, const struct claim *claim, size_t index)
{
    struct judged_half judged = { .half = claim_half(claim, index), .outcome = REPORT_HALF_UNDECIDED, .evidence = claim->why };
    if (judged.half.probe == PROBE_none)
        return judged;
    enum question_id question = question_of(judged.half.probe);
    judged.evidence = "the report decides it, from a run's samples";
    judged.outcome = REPORT_HALF_LEFT;
    if (questions[question].is_open)
        return judged;
    judged.found = judged.half.of ? find_named(sheet, &judged.half) : &sheet->findings[question];
    judged.evidence = judged.found ? judged.found->evidence : "the row that it names was not asked";
    judged.outcome = REPORT_HALF_UNDECIDED;
    judged.is_by_construction = judged.found && judged.found->is_declared;
    if (judged.found && judged.found->is_answered)
        judged.outcome = judged.found->answer == judged.half.says ? REPORT_HALF_HOLDS : REPORT_HALF_FAILS;
    return judged;
}

struct judgement sheet_judge(const struct sheet *sheet, const struct claim *claim)
{
    struct judgement judgement = {
        .half_count = claim_half_count(claim), .join = has_parts(claim) ? REPORT_JOIN_PARTS : REPORT_JOIN_CONDITIONS,
    };
    enum report_half_outcome outcomes[2];
    for (size_t i = 0; i < judgement.half_count; i++) {
        judgement.halves[i] = judge_half(sheet, claim, i);
        outcomes[i] = judgement.halves[i].outcome;
        judgement.is_by_construction |= judgement.halves[i].is_by_construction;
    }
    judgement.verdict = report_verdict_of(outcomes, judgement.half_count, judgement.join);
    if (claim->probe == PROBE_none)
        judgement.verdict = REPORT_OUT_OF_REACH;
    return judgement;
}

static const char *yes_or_no(enum answer answer) { return answer == ANSWER_YES ? "yes" : "no"; }

static json_t *half_record(const struct judged_half *judged)
{
    const struct half *half = &judged->half;
    bool is_answered = judged->found && judged->found->is_answered;
    const char *probe = half->probe == PROBE_none ? "none" : questions[question_of(half->probe)].name;
    json_t *record = json_pack("{s:s*, s:s, s:s, s:s*, s:s*, s:s*, s:s*, s:s*, s:s}", "under", half->under, "probe",
                               probe, "says", yes_or_no(half->says), "answer",
                               is_answered ? yes_or_no(judged->found->answer) : NULL, "of", half->of, "against", half->against,
                               "against_on", half->against_on, "on", half->on, "evidence", judged->evidence);
    if (half->ratio > 0)
        json_object_set_new(record, "ratio", json_real(half->ratio));
    if (judged->is_by_construction)
        json_object_set_new(record, "by_construction", json_true());
    return record;
}

/* Only rows of the blog's table are downsides; a claim from elsewhere has row 0. */
void sheet_append_claims(const struct sheet *sheet, json_t *claims)
{
    for (size_t i = 0; i < sheet->card->claim_count; i++) {
        const struct claim *claim = &sheet->card->claims[i];
        struct judgement judgement = sheet_judge(sheet, claim);
        json_t *halves = json_array();
        for (size_t j = 0; j < judgement.half_count; j++)
            json_array_append_new(halves, half_record(&judgement.halves[j]));
        const char *join = judgement.join == REPORT_JOIN_PARTS ? "and" : NULL;
        json_t *record = json_pack("{s:s, s:i, s:b, s:s, s:s, s:s, s:s*, s:s*, s:o}", "strategy", sheet->card->name,
                                   "row", (int)claim->row, "downside", claim->row > 0, "quote", claim->quote,
                                   "source", claim->source, "verdict", report_verdict_words[judgement.verdict],
                                   "why", claim->probe == PROBE_none ? NULL : claim->why, "join", join, "halves", halves);
        if (judgement.is_by_construction)
            json_object_set_new(record, "by_construction", json_true());
        json_array_append_new(claims, record);
    }
}
