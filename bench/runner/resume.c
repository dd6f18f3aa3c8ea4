/* SPDX-License-Identifier: MIT */
/* Checks everything it uses: the file may have been cut off or edited. */
#include "bench/runner/resume.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "bench/runner/note.h"
#include "bench/text.h"
#include "report/schema.h"

static enum coro_status refuse(const struct session *session, const char *why)
{
    runner_note("%s cannot be resumed: %s", session->options.resume, why);
    return CORO_ERR_IO;
}

static enum coro_status read_plan(struct session *session, const json_t *document)
{
    const char *mode, *text = TEXT_DEFAULT_PATH;
    json_int_t seed, text_bytes = 0;
    int rounds;
    struct run_options *options = &session->options;
    if (json_unpack((json_t *)document, "{s:{s:s, s:I, s:i, s?{s:s, s?I}, s?s}}", "plan", "mode", &mode, "seed", &seed,
                    "rounds", &rounds, "text", "path", &text, "bytes", &text_bytes, "trace", &options->trace) != 0
        || seed < 0 || rounds < 0 || rounds > RUNNER_ROUNDS_MAX)
        return refuse(session, "its plan is not one that `corolab run` writes");
    options->mode = MODE_COUNT;
    for (int i = 0; i < MODE_COUNT; i++)
        if (strcmp(mode, runner_options_mode_name((enum run_mode)i)) == 0)
            options->mode = (enum run_mode)i;
    if (options->mode == MODE_COUNT)
        return refuse(session, "its mode is unknown");
    options->seed = (uint64_t)seed;
    options->rounds = (unsigned)rounds;
    session->result.text_bytes = text_bytes;
    options->text = strcmp(text, TEXT_DEFAULT_PATH) == 0 ? NULL : text;
    return CORO_OK;
}

/* The "name" of each element; the array of pointers is the caller's. NULL in *names when one has no name. */
static enum coro_status read_names(const json_t *array, const char ***names)
{
    size_t count = json_array_size(array);
    const char **read = calloc(count + 1, sizeof *read);
    if (read == NULL)
        return CORO_ERR_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        read[i] = json_string_value(json_object_get(json_array_get(array, i), "name"));
        if (read[i] == NULL) {
            free(read);
            return CORO_ERR_INVALID;
        }
    }
    *names = read;
    return CORO_OK;
}

static enum coro_status read_selection(struct session *session, const json_t *document)
{
    const json_t *strategies = json_object_get(document, "strategies"), *workloads = json_object_get(document, "workloads");
    const char **rows = NULL, **columns = NULL;
    enum coro_status status = read_names(strategies, &rows);
    if (status == CORO_OK)
        status = read_names(workloads, &columns);
    if (status == CORO_OK)
        status = runner_plan_init_named(rows, json_array_size(strategies), columns, json_array_size(workloads), &session->plan);
    free(rows);
    free(columns);
    if (status == CORO_ERR_INVALID)
        return refuse(session, "it is about strategies or workloads that this build does not have");
    return status;
}

static enum coro_status read_cells(struct session *session, const json_t *cells)
{
    size_t i;
    json_t *element;
    json_array_foreach((json_t *)cells, i, element) {
        const char *strategy, *workload, *status_name, *reason = "";
        struct plan_cell *cell = NULL;
        if (json_unpack(element, "{s:s, s:s, s:s, s?s}", "strategy", &strategy, "workload", &workload, "status", &status_name,
                        "reason", &reason) == 0)
            cell = runner_plan_find(&session->plan, strategy, workload);
        if (cell == NULL || runner_plan_status(status_name) == CELL_UNVERIFIED)
            return refuse(session, "it lists a cell that makes no sense");
        runner_plan_settle(cell, runner_plan_status(status_name), reason);
    }
    return CORO_OK;
}

static enum coro_status read_samples(struct session *session, const json_t *samples)
{
    size_t i;
    json_t *sample;
    json_array_foreach((json_t *)samples, i, sample) {
        const char *strategy, *workload, *metric_name, *unit;
        int round;
        double value;
        json_int_t order;
        struct plan_cell *cell = NULL;
        const struct metric *metric = NULL;
        if (json_unpack(sample, "{s:s, s:s, s:s, s:s, s:F, s:i, s:I}", "strategy", &strategy, "workload", &workload, "metric",
                        &metric_name, "unit", &unit, "value", &value, "round", &round, "order", &order) == 0) {
            cell = runner_plan_find(&session->plan, strategy, workload);
            metric = runner_metric_find(metric_name);
        }
        if (cell == NULL || metric == NULL || round < 0 || round >= RUNNER_ROUNDS_MAX || order < 0)
            return refuse(session, "it holds a sample that makes no sense");
        if (metric->pass == PASS_TIME)
            cell->timed_rounds |= UINT32_C(1) << round;
        else
            cell->passes_done |= UINT32_C(1) << metric->pass;
        if (order >= session->result.next_order)
            session->result.next_order = order + 1;
        if (json_array_append(session->result.samples, sample) != 0)
            return CORO_ERR_NO_MEMORY;
    }
    return CORO_OK;
}

static enum coro_status read_rest(struct session *session, const json_t *document)
{
    struct result *result = &session->result;
    double wall_seconds = json_number_value(json_object_get(document, "wall_seconds"));
    int failed = 0;
    if (wall_seconds > 0 && isfinite(wall_seconds))
        result->wall_seconds = wall_seconds;
    failed |= json_array_extend(result->probes, json_object_get(document, "probes"));
    failed |= json_array_extend(result->claims, json_object_get(document, "claims"));
    failed |= json_array_extend(result->notes, json_object_get(document, "notes"));
    return failed ? refuse(session, "its probes, claims or notes are missing") : CORO_OK;
}

enum coro_status runner_resume_read(struct session *session, struct resumed *resumed)
{
    json_error_t error;
    *resumed = (struct resumed){ .document = json_load_file(session->options.resume, JSON_REJECT_DUPLICATES, &error) };
    const json_t *document = resumed->document;
    if (document == NULL && json_error_code(&error) == json_error_out_of_memory)
        return CORO_ERR_NO_MEMORY;
    if (document == NULL)
        return refuse(session, error.text);
    const char *schema = json_string_value(json_object_get(document, "schema"));
    if (schema == NULL || strcmp(schema, CORO_RESULT_SCHEMA) != 0)
        return refuse(session, "it is not a " CORO_RESULT_SCHEMA " file");
    resumed->is_complete = json_is_false(json_object_get(document, "interrupted"));

    enum coro_status status = read_plan(session, document);
    if (status == CORO_OK)
        status = read_selection(session, document);
    if (status == CORO_OK)
        status = read_cells(session, json_object_get(document, "cells"));
    if (status == CORO_OK)
        status = read_samples(session, json_object_get(document, "samples"));
    if (status == CORO_OK)
        status = read_rest(session, document);
    return status;
}

enum coro_status runner_resume_compare(const struct resumed *resumed, const struct programs *programs)
{
    const json_t *executables = json_object_get(resumed->document, "executables");
    for (int i = 0; i < PROGRAM_COUNT; i++) {
        const char *recorded = "";
        size_t j;
        json_t *executable;
        json_array_foreach((json_t *)executables, j, executable) {
            const char *name = json_string_value(json_object_get(executable, "name"));
            const char *sha256 = json_string_value(json_object_get(executable, "sha256"));
            if (name != NULL && sha256 != NULL && strcmp(name, runner_programs_name((enum program)i)) == 0)
                recorded = sha256;
        }
        if (strcmp(recorded, programs->sha256[i]) != 0) {
            runner_note("the file comes from another build: its %s is not this one; start a new run",
                        runner_programs_name((enum program)i));
            return CORO_ERR_IO;
        }
    }
    return CORO_OK;
}

void runner_resume_fini(struct resumed *resumed)
{
    json_decref(resumed->document);
    resumed->document = NULL;
}
