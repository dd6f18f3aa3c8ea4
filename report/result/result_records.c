/* SPDX-License-Identifier: MIT */
/* Owns the reading of the records, and the refusal of those that refer to nothing or contradict each other. Lists of a
 * document and lines of a file go through the same function per kind. result_claims.c has the claims. */
#include "report/result/json_reader.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"

enum { LONGEST_RUN_SECONDS = 1000000000 };     /* 31 years */

/* The index of the strategy or workload that the entry names. */
static size_t named(struct report_reader *reader, json_t *object, const char *kind, const char *list,
                    size_t (*find)(const struct report_result *, const char *name))
{
    const char *name = report_json_string(reader, object, kind);
    size_t index = find(reader->result, name);

    if (index == REPORT_NOT_FOUND)
        report_json_fault(reader, "names the %s \"%.60s\", which \"%s\" does not list", kind, name, list);
    return index;
}

size_t report_json_strategy(struct report_reader *reader, json_t *object)
{
    return named(reader, object, "strategy", "strategies", report_result_strategy);
}

/* The cell that the entry names, or NULL after a fault. */
static struct report_cell *named_cell(struct report_reader *reader, json_t *object)
{
    size_t strategy = report_json_strategy(reader, object);
    size_t workload = named(reader, object, "workload", "workloads", report_result_workload);

    return reader->status == REPORT_OK ? &reader->result->cells[strategy * reader->result->workload_count + workload] : NULL;
}

void report_json_keep(struct report_reader *reader, json_t *object) { json_array_append(reader->result->documents, object); }

static void take_cell(struct report_reader *reader, json_t *object)
{
    static const char *const words[] = {"ok", "unsupported", "failed", "timeout"};
    struct report_cell *cell = named_cell(reader, object);
    const char *word = report_json_string(reader, object, "status");
    enum report_cell_status status = REPORT_CELL_OK + report_json_choice(reader, "status", word, words, 4);
    bool may_turn_bad = !reader->is_document && status != REPORT_CELL_OK;   /* a run may find an ok cell to be bad later */

    if (cell != NULL && cell->status != REPORT_CELL_NOT_RUN && !(may_turn_bad && cell->status == REPORT_CELL_OK))
        report_json_fault(reader, "is a cell that stands in the list twice");
    if (reader->status != REPORT_OK)
        return;
    cell->status = status;
    cell->reason = status == REPORT_CELL_OK ? "" : report_json_string_or(reader, object, "reason", "no reason given");
    if (status != REPORT_CELL_OK)
        report_json_keep(reader, object);
}

/* NAN when the file does not say. A file of lines says how many rounds there are. */
static double read_round(struct report_reader *reader, json_t *object)
{
    double round = report_json_number_or_nan(reader, object, "round"), rounds = REPORT_MOST_ROUNDS;

    if (!reader->is_document && reader->result->plan.rounds >= 0)
        rounds = fmin(rounds, fmax(1, reader->result->plan.rounds));
    if (isnan(round) || (round >= 0 && round < rounds && round == floor(round)))
        return round;
    report_json_fault(reader, "has a \"round\" that is not 0 to %g", rounds - 1);
    return NAN;
}

/* The metric of the table that the sample names; in a document, which has no table, the sample's own words. */
static struct report_metric read_metric(struct report_reader *reader, json_t *object)
{
    const struct report_result *result = reader->result;
    struct report_metric own = {report_json_string(reader, object, "metric"),
                                report_json_string_or(reader, object, "unit", "")};

    for (size_t i = 0; i < result->metric_count; i++)
        if (strcmp(result->metrics[i].name, own.name) == 0)
            return result->metrics[i];
    if (result->metrics != NULL)
        report_json_fault(reader, "names the metric \"%.60s\", which \"metrics\" does not list", own.name);
    return own;
}

/* The memory pass subtracts two readings, and the system may have taken pages away between them. */
static bool may_be_negative(const char *metric)
{
    static const char *const metrics[] = {REPORT_METRIC_TASK_BYTES, "rss_bytes", "page_table_bytes", "frame_bytes",
                                          "retained_bytes"};

    for (size_t i = 0; i < sizeof metrics / sizeof metrics[0]; i++)
        if (strcmp(metric, metrics[i]) == 0)
            return true;
    return false;
}

static void take_sample(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;
    const struct report_cell *cell = named_cell(reader, object);
    struct report_metric metric = read_metric(reader, object);
    double value = report_json_number(reader, object, "value"), round = read_round(reader, object);

    if (cell != NULL && cell->status != REPORT_CELL_OK)
        report_json_fault(reader, "is a sample of a cell that %s does not call ok",
                          reader->is_document ? "\"cells\"" : "the file");
    if (value < 0 && strcmp(metric.unit, "ns") == 0)
        report_json_fault(reader, "has a time below zero");
    else if (value < 0 && !may_be_negative(metric.name))
        report_json_fault(reader, "has a count below zero");
    if (reader->status != REPORT_OK)
        return;
    size_t index = (size_t)(cell - result->cells);
    double order = reader->is_document ? NAN : (double)reader->sample_count;
    reader->samples = report_list_grow(reader->samples, reader->sample_count, sizeof *reader->samples);
    reader->samples[reader->sample_count++] = (struct report_sample){
        .strategy = index / result->workload_count, .workload = index % result->workload_count, .metric = metric.name,
        .unit = metric.unit, .value = value, .round = round, .order = order};
    result->has_unfinished_answer = strcmp(metric.name, REPORT_METRIC_TIME) != 0;
}

/* The index of the question that the probe answers, which is added when it is new; REPORT_NOT_FOUND after a fault. */
static size_t asked_question(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;
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

static void take_probe(struct report_reader *reader, json_t *object)
{
    static const char *const behaviours[] = {"works", "refuses", "falls back", "fails"}, *const answers[] = {"yes", "no"};
    struct report_result *result = reader->result;
    const char *answer = report_json_string_or(reader, object, "answer", NULL);
    struct report_probe probe = {.strategy = report_json_strategy(reader, object)};

    probe.question = asked_question(reader, object);
    probe.answer = answer == NULL ? "" : answer;
    if (answer != NULL)
        report_json_choice(reader, "answer", answer, answers, 2);
    probe.behaviour = report_json_string(reader, object, "behaviour");
    probe.value = report_json_number_or_nan(reader, object, "value");
    probe.evidence = report_json_string_or(reader, object, "evidence", "");
    report_json_choice(reader, "behaviour", probe.behaviour, behaviours, 4);
    if (reader->status != REPORT_OK)
        return;
    report_json_keep(reader, object);
    result->has_unfinished_answer = true;
    result->questions[probe.question].is_answered |= probe.answer[0] != '\0';
    result->probes = report_list_grow(result->probes, result->probe_count, sizeof probe);
    result->probes[result->probe_count++] = probe;
}

/* The seconds that a run had taken, or NAN: a run that is resumed adds to them. */
static double read_seconds(struct report_reader *reader, json_t *object, const char *key)
{
    double seconds = report_json_number_or_nan(reader, object, key);

    if (seconds < 0)
        report_json_fault(reader, "has a \"%s\" below zero", key);
    if (seconds > LONGEST_RUN_SECONDS)
        report_json_fault(reader, "has a \"%s\" that is longer than any run", key);
    return seconds;
}

static void take_end(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;
    double rounds = report_json_number_or_nan(reader, object, "rounds");

    result->created = report_json_string_or(reader, object, "ended", result->created);
    result->wall_seconds = read_seconds(reader, object, "wall_seconds");
    result->harness_seconds = read_seconds(reader, object, "harness_seconds");
    result->is_interrupted = report_json_truth(reader, object, "interrupted");
    reader->is_complete = !reader->is_document && !result->is_interrupted;
    if (rounds < 0)
        report_json_fault(reader, "has a \"rounds\" below zero");
    if (rounds >= 0)
        result->plan.rounds = rounds;       /* a time budget may have ended them early */
    report_json_keep(reader, object);
}

static void take_note(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;
    const char *note = report_json_string(reader, object, "note");

    report_json_keep(reader, object);
    result->notes = report_list_grow(result->notes, result->run_note_count, sizeof *result->notes);
    result->notes[result->run_note_count++] = note;
}

/* Passes are kept for a run that is resumed. The member that must be there has the name of the kind. */
static void take_kept(struct report_reader *reader, json_t *object)
{
    (void)report_json_string(reader, object, report_json_string(reader, object, "record"));
    report_json_keep(reader, object);
}

static const struct {
    const char *record, *list;  /* as a line names the kind, and a document */
    enum report_json_presence presence;         /* in a document */
    report_take *take;
} kinds[] = {
    {"cell", "cells", REPORT_JSON_MUST_BE_THERE, take_cell},    {"sample", "samples", REPORT_JSON_MUST_BE_THERE, take_sample},
    {"probe", "probes", REPORT_JSON_MAY_BE_ABSENT, take_probe}, {"claim", "claims", REPORT_JSON_MAY_BE_ABSENT, report_claim_take},
    {"end", NULL, REPORT_JSON_MAY_BE_ABSENT, take_end},         {"note", NULL, REPORT_JSON_MAY_BE_ABSENT, take_note},
    {"pass", NULL, REPORT_JSON_MAY_BE_ABSENT, take_kept},
    {"undecidable", NULL, REPORT_JSON_MAY_BE_ABSENT, report_undecidable_take},
};

void report_records_init(struct report_reader *reader)
{
    struct report_result *result = reader->result;
    size_t count = result->strategy_count * result->workload_count;

    result->cells = report_allocate_zeroed(count, sizeof *result->cells);
    for (size_t i = 0; i < count; i++)
        result->cells[i].reason = "";
    result->wall_seconds = result->harness_seconds = NAN;
    result->is_interrupted = true;
    result->answered_bytes = reader->end;
}

/* A run goes on after its end when it is resumed. If that part was killed, the file has no end for it. */
void report_record_take(struct report_reader *reader, json_t *record)
{
    const char *kind = report_json_string(reader, record, "record");
    double at = read_seconds(reader, record, "at");
    struct report_result *result = reader->result;
    size_t i = 0, count = sizeof kinds / sizeof kinds[0];

    if (reader->is_complete)
        report_json_fault(reader, "is a record behind the end of a complete run");
    result->is_interrupted = true;
    result->has_unfinished_answer = false;
    if (at >= 0)
        result->wall_seconds = at;
    while (i < count && strcmp(kinds[i].record, kind) != 0)
        i++;
    result->unknown_count += i == count;
    if (i < count && reader->status == REPORT_OK)
        kinds[i].take(reader, record);
    if (!result->has_unfinished_answer)
        result->answered_bytes = reader->end;
}

void report_records_take_document(struct report_reader *reader, json_t *document)
{
    take_end(reader, document);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].list != NULL)
            report_json_each(reader, document, kinds[i].list, kinds[i].presence, kinds[i].take);
}

/* A sample that stands twice in the file would count twice. The file may leave the rounds out; then nothing can be told. */
static void refuse_doubles(struct report_reader *reader)
{
    const struct report_result *result = reader->result;

    for (size_t i = 0; i < result->series_count && reader->status == REPORT_OK; i++) {
        const struct report_series *series = &result->series[i];
        bool is_taken[REPORT_MOST_ROUNDS] = {false};
        for (size_t j = 0; j < series->count && reader->status == REPORT_OK; j++) {
            if (isnan(series->rounds[j]))
                continue;
            size_t round = (size_t)series->rounds[j];
            if (is_taken[round])
                report_json_fault(reader, "holds two samples of %.60s of %.60s on %.60s in round %zu", series->metric,
                                  result->strategies[series->strategy].name, result->workloads[series->workload].name, round);
            is_taken[round] = true;
        }
    }
}

void report_records_fini(struct report_reader *reader)
{
    struct report_result *result = reader->result;
    size_t count = 0;

    for (size_t i = 0; i < reader->sample_count; i++)
        if (report_result_cell(result, reader->samples[i].strategy, reader->samples[i].workload)->status == REPORT_CELL_OK)
            reader->samples[count++] = reader->samples[i];
    result->values = report_allocate_zeroed(count, sizeof *result->values);
    result->rounds = report_allocate_zeroed(count, sizeof *result->rounds);
    result->orders = report_allocate_zeroed(count, sizeof *result->orders);
    result->series = report_allocate_zeroed(count, sizeof *result->series);
    result->series_count = report_series_group(reader->samples, count, result);
    report_series_index(result);
    reader->line = 0;
    refuse_doubles(reader);
    report_notes_number(result);
    free(reader->samples);
}
