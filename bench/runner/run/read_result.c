/* SPDX-License-Identifier: MIT */
#include "bench/runner/run/read_result.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/message.h"
#include "bench/fixtures/input_text.h"

_Static_assert(RUNNER_METRIC_COUNT <= 64, "restore.seen has a bit per metric");

void runner_restore_fini(struct restore *restore)
{
    free(restore->seen);
    restore->seen = NULL;
}

enum coro_status runner_restore_refuse(const struct restore *restore, const char *why)
{
    runner_note("%s cannot be %s: %s", restore->path, restore->purpose, why);
    return CORO_ERR_IO;
}

static enum coro_status read_mode(const struct restore *restore, const char *name)
{
    for (int i = 0; i < MODE_COUNT; i++) {
        if (strcmp(name, runner_options_mode_name((enum run_mode)i)) != 0)
            continue;
        restore->session->options.mode = (enum run_mode)i;
        return CORO_OK;
    }
    return runner_restore_refuse(restore, "its mode is unknown");
}

static enum coro_status read_skipped(const struct restore *restore, const json_t *names)
{
    size_t i;
    json_t *name;
    restore->session->options.skipped = 0;
    json_array_foreach((json_t *)names, i, name) {
        enum pass pass = json_is_string(name) ? runner_progress_pass(json_string_value(name)) : PASS_COUNT;
        if (pass == PASS_COUNT)
            return runner_restore_refuse(restore, "it skipped a pass that this build does not have");
        restore->session->options.skipped |= UINT32_C(1) << pass;
    }
    return CORO_OK;
}

static enum coro_status read_plan(const struct restore *restore, const json_t *document)
{
    const char *mode, *text = TEXT_DEFAULT_PATH;
    json_int_t seed, text_bytes = 0;
    json_t *skipped = NULL;
    double budget_seconds = 0;
    int rounds;
    struct run_options *options = &restore->session->options;
    if (json_unpack((json_t *)document, "{s:{s:s, s:I, s:i, s?{s:s, s?I}, s?s, s?o, s?F}}", "plan", "mode", &mode, "seed", &seed,
                    "rounds", &rounds, "text", "path", &text, "bytes", &text_bytes, "trace", &options->trace,
                    "skipped", &skipped, "time_budget_seconds", &budget_seconds) != 0
        || seed < 0 || rounds < 0 || rounds > RUNNER_ROUNDS_MAX || !(budget_seconds >= 0))
        return runner_restore_refuse(restore, "its plan is not one that `corolab run` writes");
    options->seed = (uint64_t)seed;
    options->rounds = (unsigned)rounds;
    options->budget_seconds = budget_seconds;
    options->text = strcmp(text, TEXT_DEFAULT_PATH) == 0 ? NULL : text;
    restore->session->result.text_bytes = text_bytes;
    enum coro_status status = read_mode(restore, mode);
    return status == CORO_OK ? read_skipped(restore, skipped) : status;
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

static enum coro_status read_selection(const struct restore *restore, const json_t *document)
{
    struct session *session = restore->session;
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
        return runner_restore_refuse(restore, "it is about strategies or workloads that this build does not have");
    return status;
}

static enum coro_status read_cells(const struct restore *restore, const json_t *cells)
{
    size_t i;
    json_t *element;
    json_array_foreach((json_t *)cells, i, element) {
        const char *strategy, *workload, *status_name, *reason = "";
        struct plan_cell *cell = NULL;
        if (json_unpack(element, "{s:s, s:s, s:s, s?s}", "strategy", &strategy, "workload", &workload, "status", &status_name,
                        "reason", &reason) == 0)
            cell = runner_plan_find(&restore->session->plan, strategy, workload);
        if (cell == NULL || runner_plan_status(status_name) == CELL_UNVERIFIED)
            return runner_restore_refuse(restore, "it lists a cell that makes no sense");
        runner_plan_settle(cell, runner_plan_status(status_name), reason);
    }
    return CORO_OK;
}

enum coro_status runner_restore_head(struct restore *restore, const json_t *document)
{
    enum coro_status status = read_plan(restore, document);
    if (status == CORO_OK)
        status = read_selection(restore, document);
    if (status != CORO_OK)
        return status;
    restore->seen = calloc(restore->session->plan.cell_count + 1, sizeof *restore->seen);
    return restore->seen != NULL ? CORO_OK : CORO_ERR_NO_MEMORY;
}

/* Marks the sample's pass as done for its cell. CORO_ERR_INVALID when the same sample was there before. */
static enum coro_status mark(const struct restore *restore, struct plan_cell *cell, const struct metric *metric, int round)
{
    uint32_t round_bit = UINT32_C(1) << round;
    uint64_t *seen = &restore->seen[cell - restore->session->plan.cells];
    uint64_t metric_bit = UINT64_C(1) << (metric - runner_metrics);
    if (metric->pass == PASS_TIME ? (cell->timed_rounds & round_bit) != 0 : (*seen & metric_bit) != 0)
        return CORO_ERR_INVALID;
    *seen |= metric_bit;
    if (metric->pass == PASS_TIME)
        cell->timed_rounds |= round_bit;
    else
        cell->passes_done |= UINT32_C(1) << metric->pass;
    return CORO_OK;
}

enum coro_status runner_restore_sample(struct restore *restore, const json_t *sample)
{
    const char *strategy, *workload, *metric_name, *unit;
    int round = -1;
    double value;
    json_int_t order;
    struct plan_cell *cell = NULL;
    const struct metric *metric = NULL;
    const struct plan *plan = &restore->session->plan;
    if (json_unpack((json_t *)sample, "{s:s, s:s, s:s, s:s, s:F, s:i, s:I}", "strategy", &strategy, "workload", &workload,
                    "metric", &metric_name, "unit", &unit, "value", &value, "round", &round, "order", &order) == 0) {
        cell = runner_plan_find(plan, strategy, workload);
        metric = runner_metric_find(metric_name);
    }
    if (cell == NULL || metric == NULL || round < 0 || round >= RUNNER_ROUNDS_MAX || order < 0 || order >= UINT32_MAX)
        return runner_restore_refuse(restore, "it holds a sample that makes no sense");
    if (mark(restore, cell, metric, round) != CORO_OK)
        return runner_restore_refuse(restore, "it holds a sample twice");
    struct sample taken = { .value = value, .cell = (uint32_t)(cell - plan->cells), .order = (uint32_t)order,
                            .round = (uint16_t)round, .metric = (uint16_t)(metric - runner_metrics) };
    return runner_samples_restore(&restore->session->result.samples, &taken);
}

static enum coro_status read_samples(struct restore *restore, const json_t *samples)
{
    enum coro_status status = CORO_OK;
    size_t i;
    json_t *sample;
    json_array_foreach((json_t *)samples, i, sample)
        if (status == CORO_OK)
            status = runner_restore_sample(restore, sample);
    return status;
}

static enum coro_status read_passes(const struct restore *restore, const json_t *passes)
{
    size_t i;
    json_t *element;
    json_array_foreach((json_t *)passes, i, element) {
        const char *strategy, *workload, *name;
        struct plan_cell *cell = NULL;
        enum pass pass = PASS_COUNT;
        if (json_unpack(element, "{s:s, s:s, s:s}", "strategy", &strategy, "workload", &workload, "pass", &name) == 0) {
            cell = runner_plan_find(&restore->session->plan, strategy, workload);
            pass = runner_progress_pass(name);
        }
        if (cell == NULL || pass == PASS_COUNT)
            return runner_restore_refuse(restore, "it gave up a pass that makes no sense");
        cell->passes_done |= UINT32_C(1) << pass;
    }
    return CORO_OK;
}

static enum coro_status read_notes(const struct restore *restore, const json_t *notes)
{
    enum coro_status status = CORO_OK;
    size_t i;
    json_t *note;
    json_array_foreach((json_t *)notes, i, note) {
        if (!json_is_string(note))
            return runner_restore_refuse(restore, "one of its notes is no sentence");
        if (status == CORO_OK)
            status = runner_result_add_note(&restore->session->result, json_string_value(note));
    }
    return status;
}

static void read_seconds(const json_t *piece, const char *key, double *seconds)
{
    double read = json_number_value(json_object_get(piece, key));
    if (read > 0 && isfinite(read))
        *seconds = read;
}

enum coro_status runner_restore_piece(struct restore *restore, const json_t *piece)
{
    struct result *result = &restore->session->result;
    const json_t *probes = json_object_get(piece, "probes"), *claims = json_object_get(piece, "claims");
    read_seconds(piece, "wall_seconds", &result->wall_seconds);
    read_seconds(piece, "harness_seconds", &result->harness_seconds);
    if (probes != NULL && json_array_extend(result->probes, (json_t *)probes) != 0)
        return runner_restore_refuse(restore, "its probes are no list");
    if (claims != NULL && json_array_extend(result->claims, (json_t *)claims) != 0)
        return runner_restore_refuse(restore, "its claims are no list");
    enum coro_status status = read_cells(restore, json_object_get(piece, "cells"));
    if (status == CORO_OK)
        status = read_samples(restore, json_object_get(piece, "samples"));
    if (status == CORO_OK)
        status = read_passes(restore, json_object_get(piece, "passes"));
    if (status == CORO_OK)
        status = read_notes(restore, json_object_get(piece, "notes"));
    return status;
}
