/* SPDX-License-Identifier: MIT */
/* Owns the meaning of a result file for a run that goes on: which cells are settled, which rounds and passes are done. The
 * report's reader has checked every record before. This file also refuses a metric unknown to this build, and a sample that
 * comes twice.
 *
 * The samples of a pass other than time come in one piece with the record of that pass behind them. Where the file ends
 * between the two, the cell is asked again, and the samples go with the torn line. */
#define _GNU_SOURCE
#include "bench/runner/run/run.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/fixtures/input_text.h"
#include "bench/process/message.h"
#include "bench/runner/plan/quick_sweep.h"
#include "report/base/memory.h"
#include "report/analysis/comparison.h"
#include "report/result/schema.h"

/* Says a fault that the report's reader does not know. */
static enum coro_status refuse(const struct session *session, const char *why)
{
    bool is_resumed = session->options.resume != NULL;
    runner_note("%s cannot be %s: %s", is_resumed ? session->options.resume : session->options.like,
                is_resumed ? "resumed" : "repeated", why);
    return CORO_ERR_IO;
}

static json_t *header_of(const struct report_result *result) { return json_array_get(result->documents, 0); }

static enum coro_status read_mode(struct session *session, const struct report_plan *plan)
{
    for (int i = 0; i < MODE_COUNT; i++) {
        session->options.mode = (enum run_mode)i;
        if (strcmp(plan->mode, runner_options_mode_name((enum run_mode)i)) == 0)
            return CORO_OK;
    }
    return refuse(session, strcmp(plan->mode, runner_options_mode_name(MODE_TRY)) == 0
                               ? "`corolab try` made it, and takes all of its samples anew" : "its mode is unknown");
}

static enum coro_status read_skipped(struct session *session, const struct report_plan *plan)
{
    session->options.skipped = 0;
    for (size_t i = 0; i < plan->skipped_count; i++) {
        enum pass pass = runner_progress_pass(plan->skipped[i]);
        if (pass == PASS_COUNT)
            return refuse(session, "it skipped a pass that this build does not have");
        session->options.skipped |= UINT32_C(1) << pass;
    }
    return CORO_OK;
}

static enum coro_status read_plan(struct session *session, const struct report_result *result)
{
    const struct report_plan *plan = &result->plan;
    struct run_options *options = &session->options;
    const json_t *written = json_object_get(header_of(result), "plan"), *seed = json_object_get(written, "seed");
    double budget_seconds = json_number_value(json_object_get(written, "time_budget_seconds"));
    if (!(plan->rounds >= 0 && plan->rounds <= RUNNER_ROUNDS_MAX) || budget_seconds < 0 || !json_is_integer(seed)
        || json_integer_value(seed) < 0)
        return refuse(session, "`corolab run` does not write such a plan");
    options->seed = (uint64_t)json_integer_value(seed);
    options->rounds = (unsigned)plan->rounds;
    options->budget_seconds = budget_seconds;
    options->trace = plan->trace_path;
    options->text = plan->text_path != NULL && strcmp(plan->text_path, TEXT_DEFAULT_PATH) == 0 ? NULL : plan->text_path;
    session->text.bytes = plan->text_bytes > 0 ? (json_int_t)plan->text_bytes : 0;
    enum coro_status status = read_mode(session, plan);
    return status == CORO_OK ? read_skipped(session, plan) : status;
}

/* Keeps the names that the pattern selects; without a pattern, all. */
static enum coro_status keep_names(const char *kind, const char *pattern, const char **names, size_t *count)
{
    char *keep = report_allocate(*count + 1);
    size_t kept = 0;
    memset(keep, 1, *count);
    enum coro_status status = pattern == NULL ? CORO_OK : runner_plan_match(kind, pattern, names, *count, keep);
    for (size_t i = 0; i < *count; i++)
        if (keep[i])
            names[kept++] = names[i];
    *count = kept;
    free(keep);
    return status;
}

/* The first library that made the result and is not loaded; NULL when all are. */
static const char *unloaded_library(const struct report_result *result)
{
    for (size_t i = 0; i < result->executable_count; i++) {
        const char *name = result->executables[i].name;
        bool is_known = runner_programs_has(name);
        for (size_t loaded = 0; loaded < loaded_rows_count(); loaded++)
            is_known |= strcmp(runner_programs_library_name(loaded), name) == 0;
        if (!is_known)
            return name;
    }
    return NULL;
}

static enum coro_status refuse_unknown(const struct session *session, const struct report_result *result,
                                       const char *const *rows, size_t row_count)
{
    char why[512];
    size_t known = 0;
    while (known < row_count && table_find_row(rows[known]) != NULL)
        known++;
    const char *library = known < row_count ? unloaded_library(result) : NULL;
    if (known == row_count)
        return refuse(session, "this build does not have one of its workloads");
    if (library == NULL)
        snprintf(why, sizeof why, "this build does not have its strategy %s", rows[known]);
    else
        snprintf(why, sizeof why, "its strategy %s comes from %s: name that file with --with", rows[known], library);
    return refuse(session, why);
}

/* The plan's cells lie as the result's do; those of a repeated one are the selected ones. */
static enum coro_status cross_tables(struct session *session, const struct report_result *result)
{
    const struct plan_filter *filter = &session->options.filter;
    size_t row_count = result->strategy_count, workload_count = result->workload_count;
    const char **rows = report_allocate_zeroed(row_count, sizeof *rows);
    const char **workloads = report_allocate_zeroed(workload_count, sizeof *workloads);
    for (size_t i = 0; i < row_count; i++)
        rows[i] = result->strategies[i].name;
    for (size_t i = 0; i < workload_count; i++)
        workloads[i] = result->workloads[i].name;
    enum coro_status status = keep_names("strategy", filter->strategies, rows, &row_count);
    if (status == CORO_OK)
        status = keep_names("workload", filter->workloads, workloads, &workload_count);
    if (status == CORO_OK && runner_plan_init_named(rows, row_count, workloads, workload_count, &session->plan) != CORO_OK)
        status = refuse_unknown(session, result, rows, row_count);
    if (status == CORO_OK)
        runner_sweep_restore(&session->plan, json_object_get(json_object_get(header_of(result), "plan"), "sweep"));
    free(rows);
    free(workloads);
    return status;
}

static void settle_cells(struct session *session, const struct report_result *result)
{
    static const enum cell_status statuses[] = {
        [REPORT_CELL_NOT_RUN] = CELL_UNVERIFIED,
        [REPORT_CELL_OK] = CELL_OK,
        [REPORT_CELL_UNSUPPORTED] = CELL_UNSUPPORTED,
        [REPORT_CELL_FAILED] = CELL_FAILED,
        [REPORT_CELL_TIMEOUT] = CELL_TIMEOUT,
    };
    for (size_t i = 0; i < session->plan.cell_count; i++)
        if (session->plan.cells[i].status != CELL_LEFT_OUT)
            runner_plan_settle(&session->plan.cells[i], statuses[result->cells[i].status], result->cells[i].reason);
}

static enum coro_status mark_rounds(struct session *session, struct plan_cell *cell, const struct report_series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        if (!(series->rounds[i] < session->options.rounds))
            return refuse(session, "it holds a sample of a round outside of the plan");
        uint32_t bit = UINT32_C(1) << (unsigned)series->rounds[i];
        if (cell->timed_rounds & bit)
            return refuse(session, "it holds a sample twice");
        cell->timed_rounds |= bit;
    }
    return CORO_OK;
}

/* Samples whose pass has no record are the unfinished answer at the end of the file, or the file was edited. */
static enum coro_status mark_samples(struct session *session, const struct report_result *result)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < result->series_count && status == CORO_OK; i++) {
        const struct report_series *series = &result->series[i];
        struct plan_cell *cell = &session->plan.cells[series->strategy * result->workload_count + series->workload];
        const struct metric *metric = runner_metric_find(series->metric);
        if (metric == NULL)
            status = refuse(session, "it holds a metric that this build does not measure");
        else if (metric->pass == PASS_TIME)
            status = mark_rounds(session, cell, series);
        else if (series->count > 1)
            status = refuse(session, "it holds a sample twice");
        else if ((cell->passes_done >> metric->pass & 1) == 0 && !result->has_unfinished_answer)
            status = refuse(session, "it holds samples of a pass that has no record");
    }
    return status;
}

static enum coro_status mark_pass(struct session *session, const json_t *record)
{
    const char *strategy = json_string_value(json_object_get(record, "strategy"));
    const char *workload = json_string_value(json_object_get(record, "workload"));
    enum pass pass = runner_progress_pass(json_string_value(json_object_get(record, "pass")));
    struct plan_cell *cell = strategy == NULL || workload == NULL ? NULL : runner_plan_find(&session->plan, strategy, workload);
    if (pass == PASS_COUNT || (cell == NULL && pass != PASS_CHECK))
        return refuse(session, "it holds a pass of no cell, or a pass that this build does not have");
    if (cell == NULL)
        session->is_checked = true;
    else
        cell->passes_done |= UINT32_C(1) << pass;
    return CORO_OK;
}

/* The records that only a run reads; the report's reader keeps them. */
static enum coro_status take_records(struct session *session, const struct report_result *result)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 1; i < json_array_size(result->documents) && status == CORO_OK; i++) {
        json_t *record = json_array_get(result->documents, i);
        const char *kind = json_string_value(json_object_get(record, "record"));
        if (strcmp(kind, "pass") == 0)
            status = mark_pass(session, record);
        else if (strcmp(kind, "note") == 0)
            json_array_append(session->notes, json_object_get(record, "note"));
        else if (strcmp(kind, "probe") == 0)
            json_array_append(session->probes, record);
    }
    if (!session->is_checked)
        json_array_clear(session->probes);
    return status;
}

static enum coro_status read_file(struct session *session, const char *path, const char *purpose, FILE *file)
{
    struct report_complaint complaint;
    if (report_result_read(path, purpose, file, &session->resumed, &complaint) != REPORT_OK) {
        runner_note("%s", complaint.sentence);
        return CORO_ERR_IO;
    }
    enum coro_status status = read_plan(session, session->resumed);
    return status == CORO_OK ? cross_tables(session, session->resumed) : status;
}

static enum coro_status take_result(struct session *session, const struct report_result *result)
{
    if (result->metrics == NULL)
        return refuse(session, "an older corolab wrote it (" REPORT_RESULT_SCHEMA_1 "); `--like` repeats its run");
    if (result->torn_line > 0)
        runner_note("%s is cut off inside line %zu, which is left out", session->options.resume, result->torn_line);
    session->earlier_seconds = result->wall_seconds > 0 ? result->wall_seconds : 0;
    session->earlier_harness_seconds = result->harness_seconds > 0 ? result->harness_seconds : 0;
    settle_cells(session, result);
    enum coro_status status = take_records(session, result);
    return status == CORO_OK ? mark_samples(session, result) : status;
}

enum coro_status runner_resume_read(struct session *session)
{
    const char *path = session->options.resume;
    struct stat info;
    session->resumed_fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK);
    if (session->resumed_fd < 0 && (errno == EACCES || errno == EROFS))
        session->resumed_fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);     /* enough for -o */
    if (session->resumed_fd < 0 || fstat(session->resumed_fd, &info) != 0)
        return refuse(session, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return refuse(session, "it is not a regular file");
    if (flock(session->resumed_fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return refuse(session, "another run of corolab is writing it");
    int copy = dup(session->resumed_fd);        /* the lock lives in the other */
    FILE *file = copy < 0 ? NULL : fdopen(copy, "r");
    if (file == NULL)
        return refuse(session, strerror(errno));
    enum coro_status status = read_file(session, path, "resumed", file);
    fclose(file);
    return status == CORO_OK ? take_result(session, session->resumed) : status;
}

enum coro_status runner_resume_repeat(struct session *session)
{
    struct stat info;
    int fd = open(session->options.like, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (file == NULL)
        return refuse(session, strerror(errno));
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        fclose(file);
        return refuse(session, "it is not a regular file");
    }
    enum coro_status status = read_file(session, session->options.like, "repeated", file);
    fclose(file);
    session->options.budget_seconds = 0;    /* the rounds that it allowed are repeated, without a limit of time */
    return status;
}

static enum coro_status compare_machine(const struct session *session)
{
    static const char *const keys[][2] = { { "cpu", "processor" }, { "cores", "number of cores" }, { "kernel", "kernel" },
                                           { "compiler", "compiler" }, { "flags", "set of compiler flags" },
                                           { "build", "build type" }, { "link_order", "link order" } };
    const json_t *there = json_object_get(header_of(session->resumed), "environment");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        json_t *before = json_object_get(there, keys[i][0]), *now = json_object_get(session->environment, keys[i][0]);
        if (before == now || json_equal(before, now))
            continue;
        char *left = json_dumps(before, JSON_ENCODE_ANY), *right = json_dumps(now, JSON_ENCODE_ANY);
        runner_note("%s cannot be resumed here: its %s is %s, and this one is %s; start a new run", session->options.resume,
                    keys[i][1], left ? left : "unknown", right ? right : "unknown");
        free(left);
        free(right);
        return CORO_ERR_IO;
    }
    return CORO_OK;
}

static enum coro_status compare_build(const struct session *session, const char *name, const char *sha256)
{
    const struct report_executable *there = report_result_executable(session->resumed, name);
    if (strcmp(there == NULL ? "" : there->sha256, sha256) == 0)
        return CORO_OK;
    runner_note("%s comes from another build: its %s is not this one; start a new run", session->options.resume, name);
    return CORO_ERR_IO;
}

enum coro_status runner_resume_compare(const struct session *session)
{
    enum coro_status status = compare_machine(session);
    for (int i = 0; i < PROGRAM_COUNT && status == CORO_OK; i++)
        if (runner_preconditions_needs(session, (enum program)i))
            status = compare_build(session, runner_programs_name((enum program)i), session->programs.sha256[i]);
    for (size_t i = 0; i < loaded_rows_count() && status == CORO_OK; i++)
        status = compare_build(session, runner_programs_library_name(i), session->programs.library_sha256[i]);
    return status;
}
