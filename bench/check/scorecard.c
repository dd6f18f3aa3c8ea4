/* SPDX-License-Identifier: MIT */
/* Owns the rule by which an answer becomes a verdict, and the form of the records. bench/probes owns the probes themselves. */
#include "bench/check/scorecard.h"
#include "bench/process/stop.h"

enum { FIRST_PROBE = QUESTION_COUNT - PROBE_COUNT };

const struct question questions[QUESTION_COUNT] = {
#define X(name, question) { #name, question, (int)QUESTION_##name < (int)FIRST_PROBE, QUESTION_##name >= QUESTION_time },
    CONFORMANCE_PROBES(X)
    PROBES(X)
#undef X
};

enum question_id question_of(enum probe_id probe) { return (enum question_id)(FIRST_PROBE + probe); }

static enum coro_status fill(struct sheet *sheet, const char *program, const struct row_card *card)
{
    unsigned timeout_ms = PROBE_TIMEOUT_MS;
    sheet->card = card;
    for (size_t i = 0; i < QUESTION_COUNT && !runner_stop_requested(); i++) {
        if (questions[i].is_open)
            continue;
        enum coro_status status = prober_ask(program, card->name, questions[i].name, &timeout_ms, &sheet->findings[i]);
        if (status)
            return status;
    }
    return CORO_OK;
}

enum coro_status sheets_fill(struct sheet *sheets, const char *program, const struct row_card *const *cards, size_t count)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < count && !status; i++)
        status = fill(&sheets[i], program, cards[i]);
    return status;
}

bool sheet_fails(const struct sheet *sheet)
{
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        if (questions[i].is_conformance && sheet->findings[i].behaviour == FAILS)
            return true;
    return false;
}

/* A probe that refused or failed has measured nothing. */
static enum verdict verdict_on(const struct finding *found, const struct claim *claim)
{
    if (!found->is_answered)
        return NOT_MEASURED;
    return found->answer == claim->says ? PROVED : REFUTED;
}

enum verdict sheet_verdict(const struct sheet *sheet, const struct claim *claim, const char **evidence)
{
    if (claim->probe == PROBE_none) {
        *evidence = claim->why;
        return OUT_OF_REACH;
    }
    enum question_id question = question_of(claim->probe);
    if (questions[question].is_open) {
        *evidence = "the report decides it, from timed samples";
        return ANSWERED_BY_REPORT;
    }
    *evidence = sheet->findings[question].evidence;
    return verdict_on(&sheet->findings[question], claim);
}

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[] = {
        [PROVED] = "proved", [REFUTED] = "refuted", [OUT_OF_REACH] = "out of reach",
        [ANSWERED_BY_REPORT] = "answered by report", [NOT_MEASURED] = "not measured",
    };
    return names[verdict];
}

static const char *claim_probe_name(const struct claim *claim)
{
    return claim->probe == PROBE_none ? "none" : questions[question_of(claim->probe)].name;
}

/* "yes" or "no", or NULL without an answer. A conformance question has no yes or no, also where one of its steps was refused. */
static const char *answer_name(const struct finding *found, const struct question *question)
{
    if (!found->is_answered || question->is_conformance)
        return NULL;
    return found->answer == ANSWER_YES ? "yes" : "no";
}

static void append_probe(const struct sheet *sheet, enum question_id question, json_t *probes)
{
    const struct finding *found = &sheet->findings[question];
    json_t *record = json_pack("{s:s, s:s, s:s, s:s*, s:s, s:s}", "strategy", sheet->card->name,
                               "probe", questions[question].name, "question", questions[question].words,
                               "answer", answer_name(found, &questions[question]),
                               "behaviour", behaviour_name(found->behaviour), "evidence", found->evidence);
    if (found->has_value)
        json_object_set_new(record, "value", json_real(found->value));
    json_array_append_new(probes, record);
}

/* Only rows of the blog's table are downsides; a claim from elsewhere has row 0. */
static void append_claim(const struct sheet *sheet, const struct claim *claim, json_t *claims)
{
    const char *evidence;
    enum verdict verdict = sheet_verdict(sheet, claim, &evidence);
    json_t *record = json_pack("{s:s, s:i, s:b, s:s, s:s, s:s, s:s, s:s, s:s, s:s*, s:s*, s:s*}", "strategy", sheet->card->name,
                               "row", (int)claim->row, "downside", claim->row > 0, "quote", claim->quote, "source", claim->source,
                               "probe", claim_probe_name(claim), "says", claim->says == ANSWER_YES ? "yes" : "no",
                               "verdict", verdict_name(verdict), "evidence", evidence,
                               "why", claim->probe == PROBE_none ? NULL : claim->why, "against", claim->against, "on", claim->on);
    json_array_append_new(claims, record);
}

void sheets_append(const struct sheet *sheets, size_t count, json_t *probes, json_t *claims)
{
    for (const struct sheet *sheet = sheets; sheet < sheets + count; sheet++) {
        for (size_t i = 0; i < QUESTION_COUNT; i++)
            if (!questions[i].is_open)
                append_probe(sheet, (enum question_id)i, probes);
        for (size_t i = 0; i < sheet->card->claim_count; i++)
            append_claim(sheet, &sheet->card->claims[i], claims);
    }
}
