/* SPDX-License-Identifier: MIT */
/* The head and the tail of the file are JSON objects; between them the samples are printed one by one, so that a million of them
 * are never objects. Jansson reports a lack of memory through every call: the failures of one function are collected and
 * answered once. */
#define _GNU_SOURCE
#include "bench/runner/run/result_json.h"
#include <stdlib.h>
#include <time.h>
#include "bench/runner/plan/table_json.h"
#include "bench/runner/record/trust_experiment.h"
#include "bench/fixtures/input_text.h"
#include "report/result/schema.h"

/* Without a workload that reads it, the text is left out. Non-zero when there is no memory. */
static int add_text(json_t *plan, const struct result *result, const struct run_options *options)
{
    if (result->text_bytes == 0)
        return 0;
    return json_object_set_new(plan, "text", json_pack("{s:s, s:I, s:I}", "path",
                                                       options->text != NULL ? options->text : TEXT_DEFAULT_PATH,
                                                       "bytes", result->text_bytes, "repeats", result->text_repeats));
}

static int add_skipped(json_t *plan, const struct run_options *options)
{
    json_t *names = json_array();
    int failed = names == NULL;
    for (int pass = 0; pass < PASS_COUNT && !failed; pass++)
        if (options->skipped >> pass & 1)
            failed = json_array_append_new(names, json_string(runner_progress_pass_name((enum pass)pass)));
    if (!failed && json_array_size(names) > 0)
        failed = json_object_set(plan, "skipped", names);
    json_decref(names);
    return failed;
}

static json_t *compose_plan(const struct result *result, const struct run_options *options)
{
    json_t *plan = json_pack("{s:s, s:I, s:i, s:s*}", "mode", runner_options_mode_name(options->mode), "seed",
                             (json_int_t)options->seed, "rounds", (int)options->rounds, "trace", options->trace);
    int failed = plan == NULL || add_text(plan, result, options) != 0 || add_skipped(plan, options) != 0;
    if (!failed && options->budget_seconds > 0)
        failed = json_object_set_new(plan, "time_budget_seconds", json_real(options->budget_seconds));
    if (!failed)
        return plan;
    json_decref(plan);
    return NULL;
}

/* A path that is not UTF-8 is left out. */
static json_t *compose_executable(const struct programs *programs, enum program program)
{
    return json_pack("{s:s, s:s, s:o*}", "name", runner_programs_name(program), "sha256", programs->sha256[program],
                     "path", json_string(runner_programs_lasting_path(programs, program)));
}

static json_t *compose_executables(const struct programs *programs)
{
    json_t *list = json_array();
    int failed = list == NULL;
    for (int i = 0; !failed && i < PROGRAM_COUNT; i++)
        if (programs->sha256[i][0] != '\0')
            failed = json_array_append_new(list, compose_executable(programs, (enum program)i));
    if (!failed)
        return list;
    json_decref(list);
    return NULL;
}

static json_t *compose_strategies(const struct plan *plan)
{
    json_t *list = json_array();
    int failed = list == NULL;
    for (size_t i = 0; !failed && i < plan->row_count; i++)
        failed = json_array_append_new(list, runner_cards_strategy(plan->rows[i]));
    if (!failed)
        return list;
    json_decref(list);
    return NULL;
}

static json_t *compose_workloads(const struct plan *plan)
{
    json_t *list = json_array();
    int failed = list == NULL;
    for (size_t i = 0; !failed && i < plan->workload_count; i++)
        failed = json_array_append_new(list, runner_cards_workload(plan->workloads[i]));
    if (!failed)
        return list;
    json_decref(list);
    return NULL;
}

static json_t *compose_cells(const struct plan *plan)
{
    json_t *list = json_array();
    int failed = list == NULL;
    for (size_t i = 0; !failed && i < plan->cell_count; i++) {
        const struct plan_cell *cell = &plan->cells[i];
        if (cell->status == CELL_UNVERIFIED)
            continue;
        const char *reason = cell->status == CELL_OK ? NULL : cell->reason;
        failed = json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s*}", "strategy", cell->row->name, "workload",
                                                       cell->workload->name, "status", runner_plan_status_name(cell->status),
                                                       "reason", reason));
    }
    if (!failed)
        return list;
    json_decref(list);
    return NULL;
}

/* Bit p of an element: the cell of that index has samples of pass p. The caller frees it; NULL when there is no memory. */
static uint32_t *find_sampled_passes(const struct session *session)
{
    const struct samples *samples = &session->result.samples;
    uint32_t *sampled = calloc(session->plan.cell_count + 1, sizeof *sampled);
    for (size_t i = 0; i < samples->count && sampled != NULL; i++)
        sampled[samples->list[i].cell] |= UINT32_C(1) << runner_metrics[samples->list[i].metric].pass;
    return sampled;
}

/* The passes that a cell has behind it and no sample shows; verify and time are told by the cell's status and its rounds. Without
 * them, whoever goes on with the run would ask again what cannot be answered, and get the same notes. */
static int add_passes(json_t *document, const struct session *session)
{
    const uint32_t shown = UINT32_C(1) << PASS_VERIFY | UINT32_C(1) << PASS_TIME;
    uint32_t *sampled = find_sampled_passes(session);
    json_t *list = json_array();
    int failed = sampled == NULL || list == NULL;
    for (size_t i = 0; i < session->plan.cell_count; i++) {
        const struct plan_cell *cell = &session->plan.cells[i];
        for (int pass = 0; pass < PASS_COUNT && cell->status == CELL_OK && !failed; pass++)
            if ((cell->passes_done & ~sampled[i] & ~shown) >> pass & 1)
                failed = json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "strategy", cell->row->name, "workload",
                                                               cell->workload->name, "pass",
                                                               runner_progress_pass_name((enum pass)pass)));
    }
    if (!failed && json_array_size(list) > 0)
        failed = json_object_set(document, "passes", list);
    json_decref(list);
    free(sampled);
    return failed;
}

enum coro_status runner_document_compose(const struct session *session, enum run_ending ending, json_t **document)
{
    char created[32];
    time_t now = time(NULL);
    struct tm utc;
    const struct result *result = &session->result;
    if (gmtime_r(&now, &utc) == NULL || strftime(created, sizeof created, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        return CORO_ERR_IO;
    json_t *made = json_pack("{s:s, s:s, s:f, s:f, s:b, s:o, s:O, s:o*, s:o, s:o, s:o, s:o, s:[], s:O, s:O, s:O}",
                             "schema", REPORT_RESULT_SCHEMA, "created", created, "wall_seconds", result->wall_seconds,
                             "harness_seconds", result->harness_seconds, "interrupted", ending == RUN_INTERRUPTED,
                             "plan", compose_plan(result, &session->options), "environment", result->environment,
                             "experiment", runner_experiment(),
                             "executables", compose_executables(&session->programs),
                             "strategies", compose_strategies(&session->plan), "workloads", compose_workloads(&session->plan),
                             "cells", compose_cells(&session->plan), "samples", "probes", result->probes,
                             "claims", result->claims, "notes", result->notes);
    if (made == NULL || (ending == RUN_INTERRUPTED && add_passes(made, session) != 0)) {
        json_decref(made);
        return CORO_ERR_NO_MEMORY;
    }
    *document = made;
    return CORO_OK;
}

/* Samples of cells that are not ok stay out. */
static int print_samples(const void *arg, FILE *file)
{
    const struct session *session = arg;
    const char *separator = "\n";
    for (size_t i = 0; i < session->result.samples.count && !ferror(file); i++) {
        const struct sample *sample = &session->result.samples.list[i];
        if (session->plan.cells[sample->cell].status != CELL_OK)
            continue;
        fputs(separator, file);
        (void)runner_samples_print(sample, &session->plan, file);
        separator = ",\n";
    }
    if (separator[0] == ',')
        fputc('\n', file);
    return ferror(file);
}

enum coro_status runner_document_write(const struct session *session, enum run_ending ending)
{
    struct output_elements samples = { .key = "samples", .print = print_samples, .arg = session };
    json_t *document;
    enum coro_status status = runner_document_compose(session, ending, &document);
    if (status != CORO_OK)
        return status;
    status = runner_output_write_with(&session->output, document, &samples);
    json_decref(document);
    return status;
}
