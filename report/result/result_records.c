/* SPDX-License-Identifier: MIT */
/* Owns the reading of the records that refer to the tables of strategies and workloads, and the refusal of those that refer
 * to nothing or contradict each other. The tables themselves are read by result_parse.c. */
#include "report/result/result_records.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/result/footnotes.h"

/* The index of the strategy that the entry names. */
static size_t named_strategy(struct report_json_reader *reader, json_t *object, const struct report_result *result)
{
    const char *name = report_json_string(reader, object, "strategy");
    size_t index = report_result_strategy(result, name);

    if (index == REPORT_NOT_FOUND)
        report_json_fault(reader, "names the strategy \"%.60s\", which \"strategies\" does not list", name);
    return index;
}

static size_t named_workload(struct report_json_reader *reader, json_t *object, const struct report_result *result)
{
    const char *name = report_json_string(reader, object, "workload");
    size_t index = report_result_workload(result, name);

    if (index == REPORT_NOT_FOUND)
        report_json_fault(reader, "names the workload \"%.60s\", which \"workloads\" does not list", name);
    return index;
}

/* The cell that the entry names, or NULL after a fault. */
static struct report_cell *named_cell(struct report_json_reader *reader, json_t *object, const struct report_result *result)
{
    size_t strategy = named_strategy(reader, object, result);
    size_t workload = named_workload(reader, object, result);

    if (reader->status != REPORT_OK)
        return NULL;
    return &result->cells[strategy * result->workload_count + workload];
}

void report_result_read_cells(struct report_json_reader *reader, json_t *root, struct report_result *result)
{
    static const char *const words[] = {"ok", "unsupported", "failed", "timeout"};
    size_t count;
    json_t *list = report_json_list(reader, root, "cells", &count), *object;

    result->cells = report_json_array_new(reader, result->strategy_count * result->workload_count, sizeof *result->cells);
    for (size_t i = 0; i < result->strategy_count * result->workload_count && result->cells != NULL; i++)
        result->cells[i].reason = "";
    for (size_t i = 0; i < count && (object = report_json_entry(reader, list, i)) != NULL; i++) {
        struct report_cell *cell = named_cell(reader, object, result);
        const char *word = report_json_string(reader, object, "status");
        size_t status = report_json_choice(reader, "status", word, words, 4);
        if (cell != NULL && cell->status != REPORT_CELL_NOT_RUN)
            report_json_fault(reader, "is a cell that stands in the list twice");
        if (reader->status != REPORT_OK)
            return;
        cell->status = REPORT_CELL_OK + status;
        cell->reason = cell->status == REPORT_CELL_OK ? "" : report_json_string_or(reader, object, "reason", "no reason given");
    }
    if (reader->status == REPORT_OK)
        report_notes_number(result);
}

/* NAN when the file does not say. */
static double read_round(struct report_json_reader *reader, json_t *object)
{
    double round = report_json_number_or_nan(reader, object, "round");

    if (isnan(round) || (round >= 0 && round < REPORT_MOST_ROUNDS && round == floor(round)))
        return round;
    report_json_fault(reader, "has a \"round\" that is not 0 to %d", REPORT_MOST_ROUNDS - 1);
    return NAN;
}

/* One sample; a fault when it belongs to no finished cell. */
static struct report_sample read_sample(struct report_json_reader *reader, json_t *object, const struct report_result *result)
{
    const struct report_cell *cell = named_cell(reader, object, result);

    if (cell != NULL && cell->status != REPORT_CELL_OK)
        report_json_fault(reader, "is a sample of a cell that \"cells\" does not call ok");
    return (struct report_sample){.strategy = named_strategy(reader, object, result),
                                .workload = named_workload(reader, object, result),
                                .metric = report_json_string(reader, object, "metric"),
                                .unit = report_json_string_or(reader, object, "unit", ""),
                                .value = report_json_number(reader, object, "value"),
                                .round = read_round(reader, object)};
}

void report_result_read_samples(struct report_json_reader *reader, json_t *root, struct report_result *result)
{
    size_t count;
    json_t *list = report_json_list(reader, root, "samples", &count), *object;
    struct report_sample *samples = report_json_array_new(reader, count, sizeof *samples);

    result->series = report_json_array_new(reader, count, sizeof *result->series);
    result->values = report_json_array_new(reader, count, sizeof *result->values);
    result->rounds = report_json_array_new(reader, count, sizeof *result->rounds);
    for (size_t i = 0; i < count && (object = report_json_entry(reader, list, i)) != NULL; i++)
        samples[i] = read_sample(reader, object, result);
    if (reader->status == REPORT_OK)
        result->series_count = report_series_group(samples, count, result->series, result->values,
                                                 result->rounds);
    free(samples);
}

/* The index of the question that the probe answers, which is added when it is new; REPORT_NOT_FOUND after a fault. */
static size_t asked_question(struct report_json_reader *reader, json_t *object, struct report_result *result)
{
    const char *name = report_json_string(reader, object, "probe");
    const char *words = report_json_string_or(reader, object, "question", "");
    size_t index = 0;

    while (index < result->question_count && strcmp(result->questions[index].name, name) != 0)
        index++;
    if (index == REPORT_LONGEST_TABLE)
        report_json_fault(reader, "is one of more than %d kinds", REPORT_LONGEST_TABLE);
    if (reader->status != REPORT_OK)
        return REPORT_NOT_FOUND;
    if (index == result->question_count)
        result->questions[result->question_count++] = (struct report_question){.name = name, .words = words};
    return index;
}

/* "yes", "no", or "" when the probe has no answer. */
static const char *read_answer(struct report_json_reader *reader, json_t *object)
{
    static const char *const words[] = {"yes", "no"};
    const char *answer = report_json_string_or(reader, object, "answer", NULL);

    if (answer != NULL)
        report_json_choice(reader, "answer", answer, words, 2);
    return answer == NULL ? "" : answer;
}

void report_result_read_probes(struct report_json_reader *reader, json_t *root, struct report_result *result)
{
    static const char *const words[] = {"works", "refuses", "falls back", "fails"};
    size_t count;
    json_t *list = report_json_list_or_empty(reader, root, "probes", &count), *object;

    result->probes = report_json_array_new(reader, count, sizeof *result->probes);
    for (size_t i = 0; i < count && (object = report_json_entry(reader, list, i)) != NULL; i++) {
        struct report_probe *probe = &result->probes[i];
        probe->strategy = named_strategy(reader, object, result);
        probe->question = asked_question(reader, object, result);
        probe->answer = read_answer(reader, object);
        probe->behaviour = report_json_string(reader, object, "behaviour");
        probe->value = report_json_number_or_nan(reader, object, "value");
        probe->evidence = report_json_string_or(reader, object, "evidence", "");
        report_json_choice(reader, "behaviour", probe->behaviour, words, 4);
        if (reader->status != REPORT_OK)
            return;
        result->questions[probe->question].is_answered |= probe->answer[0] != '\0';
        result->probe_count++;
    }
}

/* What the claim says the answer is. Older files do not: a downside about time was slowness then, and anything else was speed. */
static bool read_says(struct report_json_reader *reader, json_t *object, const struct report_claim *claim)
{
    static const char *const words[] = {"no", "yes"};
    const char *says = report_json_string_or(reader, object, "says", NULL);

    return says == NULL ? claim->is_downside : report_json_choice(reader, "says", says, words, 2) == 1;
}

void report_result_read_claims(struct report_json_reader *reader, json_t *root, struct report_result *result)
{
    static const char *const words[] = {"not tested", "proved", "refuted", "out of reach", "answered by report"};
    static const enum report_verdict verdicts[] = {REPORT_NOT_TESTED, REPORT_PROVED, REPORT_REFUTED, REPORT_OUT_OF_REACH, REPORT_NOT_TESTED,
                                                REPORT_NOT_TESTED /* for an unknown word */};
    size_t count;
    json_t *list = report_json_list_or_empty(reader, root, "claims", &count), *object;

    result->claims = report_json_array_new(reader, count, sizeof *result->claims);
    for (size_t i = 0; i < count && (object = report_json_entry(reader, list, i)) != NULL; i++) {
        struct report_claim *claim = &result->claims[i];
        double row = report_json_number(reader, object, "row");
        if (!(row >= 0 && row <= 8 && row == floor(row)))
            report_json_fault(reader, "has a \"row\" that is not 0 to 8");
        claim->row = reader->status == REPORT_OK ? (unsigned)row : 0;
        claim->strategy = named_strategy(reader, object, result);
        claim->is_downside = report_json_truth(reader, object, "downside");
        claim->quote = report_json_string(reader, object, "quote");
        claim->source = report_json_string_or(reader, object, "source", "");
        claim->probe = report_json_string_or(reader, object, "probe", "");
        claim->evidence = report_json_string_or(reader, object, "evidence", "");
        claim->why = report_json_string_or(reader, object, "why", "");
        claim->against = report_json_string_or(reader, object, "against", NULL);
        claim->on = report_json_string_or(reader, object, "on", NULL);
        claim->says_yes = read_says(reader, object, claim);
        claim->verdict = verdicts[report_json_choice(reader, "verdict", report_json_string(reader, object, "verdict"), words, 5)];
        result->claim_count++;
    }
}
