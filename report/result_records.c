/* SPDX-License-Identifier: MIT */
/* Owns the reading of the records that refer to the tables of strategies and workloads, and the refusal of those that refer
 * to nothing or contradict each other. The tables themselves are read by result_parse.c. */
#include "report/result_records.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/notes.h"

/* The index of the strategy that the entry names. */
static size_t named_strategy(struct coro_json_reader *reader, json_t *object, const struct coro_result *result)
{
    const char *name = coro_json_string(reader, object, "strategy");
    size_t index = coro_result_strategy(result, name);

    if (index == CORO_NOT_FOUND)
        coro_json_fault(reader, "names the strategy \"%.60s\", which \"strategies\" does not list", name);
    return index;
}

static size_t named_workload(struct coro_json_reader *reader, json_t *object, const struct coro_result *result)
{
    const char *name = coro_json_string(reader, object, "workload");
    size_t index = coro_result_workload(result, name);

    if (index == CORO_NOT_FOUND)
        coro_json_fault(reader, "names the workload \"%.60s\", which \"workloads\" does not list", name);
    return index;
}

/* The cell that the entry names, or NULL after a fault. */
static struct coro_cell *named_cell(struct coro_json_reader *reader, json_t *object, const struct coro_result *result)
{
    size_t strategy = named_strategy(reader, object, result);
    size_t workload = named_workload(reader, object, result);

    if (reader->status != CORO_REPORT_OK)
        return NULL;
    return &result->cells[strategy * result->workload_count + workload];
}

void coro_result_read_cells(struct coro_json_reader *reader, json_t *root, struct coro_result *result)
{
    static const char *const words[] = {"ok", "unsupported", "failed", "timeout"};
    size_t count;
    json_t *list = coro_json_list(reader, root, "cells", &count), *object;

    result->cells = coro_json_array_new(reader, result->strategy_count * result->workload_count, sizeof *result->cells);
    for (size_t i = 0; i < result->strategy_count * result->workload_count && result->cells != NULL; i++)
        result->cells[i].reason = "";
    for (size_t i = 0; i < count && (object = coro_json_entry(reader, list, i)) != NULL; i++) {
        struct coro_cell *cell = named_cell(reader, object, result);
        const char *word = coro_json_string(reader, object, "status");
        size_t status = coro_json_choice(reader, "status", word, words, 4);
        if (cell != NULL && cell->status != CORO_CELL_NOT_RUN)
            coro_json_fault(reader, "is a cell that stands in the list twice");
        if (reader->status != CORO_REPORT_OK)
            return;
        cell->status = CORO_CELL_OK + status;
        cell->reason = cell->status == CORO_CELL_OK ? "" : coro_json_string_or(reader, object, "reason", "no reason given");
    }
    if (reader->status == CORO_REPORT_OK)
        coro_notes_number(result);
}

/* NAN when the file does not say. */
static double read_round(struct coro_json_reader *reader, json_t *object)
{
    double round = coro_json_number_or_nan(reader, object, "round");

    if (isnan(round) || (round >= 0 && round < CORO_MOST_ROUNDS && round == floor(round)))
        return round;
    coro_json_fault(reader, "has a \"round\" that is not 0 to %d", CORO_MOST_ROUNDS - 1);
    return NAN;
}

/* One sample; a fault when it belongs to no finished cell. */
static struct coro_sample read_sample(struct coro_json_reader *reader, json_t *object, const struct coro_result *result)
{
    const struct coro_cell *cell = named_cell(reader, object, result);

    if (cell != NULL && cell->status != CORO_CELL_OK)
        coro_json_fault(reader, "is a sample of a cell that \"cells\" does not call ok");
    return (struct coro_sample){.strategy = named_strategy(reader, object, result),
                                .workload = named_workload(reader, object, result),
                                .metric = coro_json_string(reader, object, "metric"),
                                .unit = coro_json_string_or(reader, object, "unit", ""),
                                .value = coro_json_number(reader, object, "value"),
                                .round = read_round(reader, object)};
}

void coro_result_read_samples(struct coro_json_reader *reader, json_t *root, struct coro_result *result)
{
    size_t count;
    json_t *list = coro_json_list(reader, root, "samples", &count), *object;
    struct coro_sample *samples = coro_json_array_new(reader, count, sizeof *samples);

    result->series = coro_json_array_new(reader, count, sizeof *result->series);
    result->values = coro_json_array_new(reader, count, sizeof *result->values);
    result->rounds = coro_json_array_new(reader, count, sizeof *result->rounds);
    for (size_t i = 0; i < count && (object = coro_json_entry(reader, list, i)) != NULL; i++)
        samples[i] = read_sample(reader, object, result);
    if (reader->status == CORO_REPORT_OK)
        result->series_count = coro_series_group(samples, count, result->series, result->values,
                                                 result->rounds);
    free(samples);
}

/* The index of the question that the probe answers, which is added when it is new; CORO_NOT_FOUND after a fault. */
static size_t asked_question(struct coro_json_reader *reader, json_t *object, struct coro_result *result)
{
    const char *name = coro_json_string(reader, object, "probe");
    const char *words = coro_json_string_or(reader, object, "question", "");
    size_t index = 0;

    while (index < result->question_count && strcmp(result->questions[index].name, name) != 0)
        index++;
    if (index == CORO_LONGEST_TABLE)
        coro_json_fault(reader, "is one of more than %d kinds", CORO_LONGEST_TABLE);
    if (reader->status != CORO_REPORT_OK)
        return CORO_NOT_FOUND;
    if (index == result->question_count)
        result->questions[result->question_count++] = (struct coro_question){.name = name, .words = words};
    return index;
}

/* "yes", "no", or "" when the probe has no answer. */
static const char *read_answer(struct coro_json_reader *reader, json_t *object)
{
    static const char *const words[] = {"yes", "no"};
    const char *answer = coro_json_string_or(reader, object, "answer", NULL);

    if (answer != NULL)
        coro_json_choice(reader, "answer", answer, words, 2);
    return answer == NULL ? "" : answer;
}

void coro_result_read_probes(struct coro_json_reader *reader, json_t *root, struct coro_result *result)
{
    static const char *const words[] = {"works", "refuses", "falls back", "fails"};
    size_t count;
    json_t *list = coro_json_list_or_empty(reader, root, "probes", &count), *object;

    result->probes = coro_json_array_new(reader, count, sizeof *result->probes);
    for (size_t i = 0; i < count && (object = coro_json_entry(reader, list, i)) != NULL; i++) {
        struct coro_probe *probe = &result->probes[i];
        probe->strategy = named_strategy(reader, object, result);
        probe->question = asked_question(reader, object, result);
        probe->answer = read_answer(reader, object);
        probe->behaviour = coro_json_string(reader, object, "behaviour");
        probe->value = coro_json_number_or_nan(reader, object, "value");
        probe->evidence = coro_json_string_or(reader, object, "evidence", "");
        coro_json_choice(reader, "behaviour", probe->behaviour, words, 4);
        if (reader->status != CORO_REPORT_OK)
            return;
        result->questions[probe->question].is_answered |= probe->answer[0] != '\0';
        result->probe_count++;
    }
}

/* What the claim says the answer is. Older files do not: a downside about time was slowness then, and anything else was speed. */
static bool read_says(struct coro_json_reader *reader, json_t *object, const struct coro_claim *claim)
{
    static const char *const words[] = {"no", "yes"};
    const char *says = coro_json_string_or(reader, object, "says", NULL);

    return says == NULL ? claim->is_downside : coro_json_choice(reader, "says", says, words, 2) == 1;
}

void coro_result_read_claims(struct coro_json_reader *reader, json_t *root, struct coro_result *result)
{
    static const char *const words[] = {"not tested", "proved", "refuted", "out of reach", "answered by report"};
    static const enum coro_verdict verdicts[] = {CORO_NOT_TESTED, CORO_PROVED, CORO_REFUTED, CORO_OUT_OF_REACH, CORO_NOT_TESTED,
                                                CORO_NOT_TESTED /* for an unknown word */};
    size_t count;
    json_t *list = coro_json_list_or_empty(reader, root, "claims", &count), *object;

    result->claims = coro_json_array_new(reader, count, sizeof *result->claims);
    for (size_t i = 0; i < count && (object = coro_json_entry(reader, list, i)) != NULL; i++) {
        struct coro_claim *claim = &result->claims[i];
        double row = coro_json_number(reader, object, "row");
        if (!(row >= 0 && row <= 8 && row == floor(row)))
            coro_json_fault(reader, "has a \"row\" that is not 0 to 8");
        claim->row = reader->status == CORO_REPORT_OK ? (unsigned)row : 0;
        claim->strategy = named_strategy(reader, object, result);
        claim->is_downside = coro_json_truth(reader, object, "downside");
        claim->quote = coro_json_string(reader, object, "quote");
        claim->source = coro_json_string_or(reader, object, "source", "");
        claim->probe = coro_json_string_or(reader, object, "probe", "");
        claim->evidence = coro_json_string_or(reader, object, "evidence", "");
        claim->why = coro_json_string_or(reader, object, "why", "");
        claim->against = coro_json_string_or(reader, object, "against", NULL);
        claim->on = coro_json_string_or(reader, object, "on", NULL);
        claim->says_yes = read_says(reader, object, claim);
        claim->verdict = verdicts[coro_json_choice(reader, "verdict", coro_json_string(reader, object, "verdict"), words, 5)];
        result->claim_count++;
    }
}
