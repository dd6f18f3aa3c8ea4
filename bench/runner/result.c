/* SPDX-License-Identifier: MIT */
/* Samples are kept as the JSON objects that will be written. Jansson reports a lack of memory through every call: the failures
 * of one function are collected and answered once. */
#define _GNU_SOURCE
#include "bench/runner/result.h"
#include <math.h>
#include <string.h>
#include <time.h>
#include "bench/runner/cards.h"
#include "bench/runner/environment.h"
#include "bench/text.h"
#include "report/schema.h"

enum coro_status runner_result_init(struct result *result)
{
    *result = (struct result){ .samples = json_array(), .probes = json_array(), .claims = json_array(), .notes = json_array(),
                               .environment = runner_environment_describe() };
    if (result->samples != NULL && result->probes != NULL && result->claims != NULL && result->notes != NULL
        && result->environment != NULL)
        return CORO_OK;
    runner_result_fini(result);
    return CORO_ERR_NO_MEMORY;
}

void runner_result_fini(struct result *result)
{
    json_decref(result->samples);
    json_decref(result->probes);
    json_decref(result->claims);
    json_decref(result->notes);
    json_decref(result->environment);
    *result = (struct result){ 0 };
}

static const char *find_fault(const json_t *metrics, enum pass pass)
{
    const char *name;
    json_t *value;
    if (!json_is_object(metrics) || json_object_size(metrics) == 0)
        return "it answered without numbers";
    json_object_foreach((json_t *)metrics, name, value) {
        const struct metric *metric = runner_metric_find(name);
        if (metric == NULL || metric->pass != pass)
            return "it answered with a metric that was not asked for";
        if (!json_is_number(value) || !isfinite(json_number_value(value)))
            return "it answered with something that is not a number";
    }
    return NULL;
}

static enum coro_status add_sample(struct result *result, const struct plan_cell *cell, const struct metric *metric,
                                   double value, unsigned round)
{
    json_t *sample = json_pack("{s:s, s:s, s:s, s:s, s:f, s:i, s:I}", "strategy", cell->row->name, "workload",
                               cell->workload->name, "metric", metric->name, "unit", metric->unit, "value", value,
                               "round", (int)round, "order", result->next_order++);
    if (sample == NULL || json_array_append_new(result->samples, sample) != 0)
        return CORO_ERR_NO_MEMORY;
    return CORO_OK;
}

enum coro_status runner_result_add(struct result *result, const struct plan_cell *cell, enum pass pass, unsigned round,
                                   const json_t *answer, const char **complaint)
{
    const json_t *metrics = json_object_get(answer, "metrics");
    enum coro_status status = CORO_OK;
    const char *fault = find_fault(metrics, pass);
    if (fault != NULL) {
        *complaint = fault;
        return CORO_ERR_WRONG_RESULT;
    }
    for (size_t i = 0; status == CORO_OK && i < RUNNER_METRIC_COUNT; i++) {
        const json_t *value = json_object_get(metrics, runner_metrics[i].name);
        if (value != NULL)
            status = add_sample(result, cell, &runner_metrics[i], json_number_value(value), round);
    }
    return status;
}

enum coro_status runner_result_add_note(struct result *result, const char *sentence)
{
    size_t i;
    json_t *note;
    json_array_foreach(result->notes, i, note)
        if (json_is_string(note) && strcmp(json_string_value(note), sentence) == 0)
            return CORO_OK;     /* a resumed run meets the same obstacle again */
    return json_array_append_new(result->notes, json_string(sentence)) == 0 ? CORO_OK : CORO_ERR_NO_MEMORY;
}

/* Without a workload that reads it, the text is left out. */
static json_t *compose_plan(const struct result *result, const struct run_options *options)
{
    json_t *text = NULL;
    if (result->text_bytes > 0) {
        text = json_pack("{s:s, s:I, s:I}", "path", options->text != NULL ? options->text : TEXT_DEFAULT_PATH,
                         "bytes", result->text_bytes, "repeats", result->text_repeats);
        if (text == NULL)
            return NULL;
    }
    return json_pack("{s:s, s:I, s:i, s:o*, s:s*}", "mode", runner_options_mode_name(options->mode), "seed",
                     (json_int_t)options->seed, "rounds", (int)options->rounds, "text", text, "trace", options->trace);
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

static json_t *compose_samples(const struct result *result, const struct plan *plan)
{
    json_t *list = json_array(), *sample;
    size_t i;
    int failed = list == NULL;
    json_array_foreach(result->samples, i, sample) {
        const char *strategy = json_string_value(json_object_get(sample, "strategy"));
        const char *workload = json_string_value(json_object_get(sample, "workload"));
        const struct plan_cell *cell = runner_plan_find(plan, strategy, workload);
        if (!failed && cell != NULL && cell->status == CELL_OK)
            failed = json_array_append(list, sample);
    }
    if (!failed)
        return list;
    json_decref(list);
    return NULL;
}

enum coro_status runner_result_compose(const struct result *result, const struct plan *plan, const struct run_options *options,
                                       const struct programs *programs, enum run_ending ending, json_t **document)
{
    char created[32];
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc) == NULL || strftime(created, sizeof created, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        return CORO_ERR_IO;
    json_t *made = json_pack("{s:s, s:s, s:f, s:b, s:o, s:O, s:o, s:o, s:o, s:o, s:o, s:O, s:O, s:O}",
                             "schema", CORO_RESULT_SCHEMA, "created", created, "wall_seconds", result->wall_seconds,
                             "interrupted", ending == RUN_INTERRUPTED, "plan", compose_plan(result, options),
                             "environment", result->environment, "executables", compose_executables(programs),
                             "strategies", compose_strategies(plan), "workloads", compose_workloads(plan),
                             "cells", compose_cells(plan), "samples", compose_samples(result, plan),
                             "probes", result->probes, "claims", result->claims, "notes", result->notes);
    if (made == NULL)
        return CORO_ERR_NO_MEMORY;
    *document = made;
    return CORO_OK;
}
