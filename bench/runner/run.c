/* SPDX-License-Identifier: MIT */
/* What must be found out before anything is measured, then the passes, then the file. */
#define _GNU_SOURCE
#include "bench/runner/run.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "bench/check/check.h"
#include "bench/code/size.h"
#include "bench/runner/child.h"
#include "bench/runner/cpu.h"
#include "bench/runner/help.h"
#include "bench/runner/instructions.h"
#include "bench/runner/note.h"
#include "bench/runner/passes.h"
#include "bench/runner/resume.h"
#include "bench/runner/stop.h"
#include "bench/text.h"
#include "bench/trace.h"

#ifdef CORO_OPTIMISED
enum { IS_OPTIMISED = 1 };
#else
enum { IS_OPTIMISED = 0 };
#endif

#define ASSUMED_CHECK_SECONDS 5.0

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* The text is looked at when the user chose one, or when something will read the default one. */
static enum coro_status prepare_text(struct session *session)
{
    struct text *text;
    const char *reason, *path = session->options.text;
    if (path == NULL && !runner_plan_reads_text(&session->plan))
        return CORO_OK;
    json_t *name = path == NULL ? json_null() : json_string(path);
    if (name == NULL) {
        runner_note("the name of the text is not UTF-8, and the result file must name it");
        return CORO_ERR_IO;
    }
    json_decref(name);
    enum coro_status status = text_open(path, &text, &reason);
    if (status == CORO_OK) {
        json_int_t bytes = (json_int_t)text_byte_count(text), recorded = session->result.text_bytes;
        session->result.text_bytes = bytes;
        session->result.text_repeats = (json_int_t)text_timed_repeats(text);
        text_close(text);
        if (recorded == 0 || recorded == bytes)
            return CORO_OK;
        runner_note("the text %s has changed since the run that is to be resumed", path != NULL ? path : TEXT_DEFAULT_PATH);
        status = CORO_ERR_IO;
    } else if (status != CORO_ERR_NO_MEMORY) {
        runner_note("%s", reason);
        status = CORO_ERR_IO;
    }
    return status;
}

/* A trace that the user chose is looked at before anything is run. */
static enum coro_status prepare_trace(const struct session *session)
{
    struct trace *trace;
    const char *reason, *path = session->options.trace;
    if (path == NULL)
        return CORO_OK;
    json_t *name = json_string(path);
    if (name == NULL) {
        runner_note("the name of the trace is not UTF-8, and the result file must name it");
        return CORO_ERR_IO;
    }
    json_decref(name);
    enum coro_status status = trace_open(path, &trace, &reason);
    if (status == CORO_OK) {
        free(trace);
        return CORO_OK;
    }
    runner_note("%s", reason);
    return status == CORO_ERR_NO_MEMORY ? status : CORO_ERR_IO;
}

/* Every program that the passes need must be there; without timing, the counting one may be missing (sanitizer builds). */
static enum coro_status prepare_programs(struct session *session)
{
    enum coro_status status = runner_programs_find(&session->programs);
    for (int i = 0; status == CORO_OK && i < PROGRAM_COUNT; i++) {
        if (session->programs.sha256[i][0] != '\0' || (session->options.rounds == 0 && i != PROGRAM_CELL))
            continue;
        runner_note("%s is not beside corolab in %s: build it", runner_programs_name((enum program)i),
                    session->programs.directory);
        status = CORO_ERR_IO;
    }
    return status;
}

static enum coro_status prepare(struct session *session, struct resumed *resumed)
{
    enum coro_status status;
    runner_progress_init(&session->progress, stderr);
    if (session->options.resume != NULL)
        status = runner_resume_read(session, resumed);
    else
        status = runner_plan_init(&session->options.filter, &session->plan);
    if (status == CORO_OK)
        status = prepare_text(session);
    if (status == CORO_OK)
        status = prepare_trace(session);
    if (status == CORO_OK)
        status = runner_output_init(session->options.output, &session->output);
    if (status == CORO_OK)
        status = runner_stop_watch();
    if (status == CORO_OK)
        status = prepare_programs(session);
    if (status == CORO_OK && session->options.resume != NULL)
        status = runner_resume_compare(resumed, &session->programs);
    if (status == CORO_OK)
        status = runner_instructions_prepare(session);
    return status;
}

static void expect_all(struct session *session)
{
    runner_passes_expect(session);
    runner_instructions_expect(session);
}

static bool is_check_due(const struct session *session)
{
    return session->options.rounds > 0 && json_array_size(session->result.probes) == 0;
}

static void announce(struct session *session)
{
    char left[24];
    const struct run_options *options = &session->options;
    if (is_check_due(session))
        runner_progress_expect(&session->progress, PASS_CHECK, 1, ASSUMED_CHECK_SECONDS);
    expect_all(session);
    runner_progress_format_seconds(runner_progress_left_seconds(&session->progress), left);
    runner_note("%zu strategies and peers x %zu workloads, %u rounds of timing, seed %llu; expected to take about %s minutes",
                session->plan.row_count, session->plan.workload_count, options->rounds, (unsigned long long)options->seed, left);
}

/* Peers make no claims; the probes are about strategies. */
static enum coro_status check(struct session *session)
{
    const struct plan *plan = &session->plan;
    size_t count = 0;
    if (!is_check_due(session))
        return CORO_OK;
    const char **names = calloc(plan->row_count + 1, sizeof *names);
    if (names == NULL)
        return CORO_ERR_NO_MEMORY;
    for (size_t i = 0; i < plan->row_count; i++)
        if (!plan->rows[i]->is_peer)
            names[count++] = plan->rows[i]->name;
    runner_progress_begin(&session->progress, PASS_CHECK, "probes");
    enum coro_status status = coro_check_collect(names, count, session->result.probes, session->result.claims);
    runner_progress_end(&session->progress, PASS_CHECK);
    free(names);
    if (status == CORO_OK || status == CORO_ERR_NO_MEMORY)
        return status;
    return runner_session_note(session, "the probes could not be run: %s", coro_status_message(status));
}

/* Samples are still taken when all are taken: people measure on machines of one CPU, too. */
static enum coro_status take_cpu(struct session *session)
{
    bool is_shared;
    session->cpu = runner_cpu_take(&is_shared);
    if (!is_shared || session->options.rounds == 0)
        return CORO_OK;
    return runner_session_note(session, "every CPU is taken by another run of corolab: the two measure one another");
}

/* A row that leaks, crashes or is wrong in a probe is measured nowhere: what looks fast may be what it leaves out. */
static enum coro_status refuse_row(struct session *session, const struct row_card *row)
{
    const json_t *failure = coro_check_failure(session->result.probes, row->name);
    char reason[2 * RUNNER_REASON_BYTES];
    size_t refused_count = 0;
    if (failure == NULL)
        return CORO_OK;
    snprintf(reason, sizeof reason, "it fails `corolab check`: %s: %s", json_string_value(json_object_get(failure, "probe")),
             json_string_value(json_object_get(failure, "evidence")));
    for (size_t i = 0; i < session->plan.cell_count; i++) {
        struct plan_cell *cell = &session->plan.cells[i];
        if (cell->row != row || cell->status != CELL_UNVERIFIED)
            continue;
        runner_plan_settle(cell, CELL_FAILED, reason);
        refused_count++;
    }
    return refused_count == 0 ? CORO_OK : runner_session_note(session, "%s is not measured: %s", row->name, reason);
}

static enum coro_status refuse_broken_rows(struct session *session)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < session->plan.row_count && status == CORO_OK; i++)
        status = refuse_row(session, session->plan.rows[i]);
    return status;
}

static enum coro_status count_allocations(struct session *session)
{
    if (session->programs.sha256[PROGRAM_COUNT_ALLOCATIONS][0] != '\0')
        return runner_passes_allocations(session);
    return runner_session_note(session, "corolab_count is not there: this run has no allocation counts");
}

/* It is not a pass, but a number that is missing all the same. */
static enum coro_status note_code_sizes(struct session *session)
{
    const char *absence = code_size_absence();
    return absence == NULL || session->options.rounds == 0 ? CORO_OK : runner_session_note_once(session, absence);
}

static enum coro_status measure(struct session *session)
{
    enum coro_status status = take_cpu(session);
    if (status == CORO_OK)
        status = note_code_sizes(session);
    if (status == CORO_OK)
        status = check(session);
    if (status == CORO_OK && !runner_stop_requested())
        status = refuse_broken_rows(session);
    if (status == CORO_OK && !runner_stop_requested())
        status = runner_passes_verify(session);
    expect_all(session);
    if (status == CORO_OK && !runner_stop_requested())
        status = runner_passes_time(session);
    if (status == CORO_OK && !runner_stop_requested())
        status = count_allocations(session);
    expect_all(session);
    if (session->options.rounds == 0)
        return status;
    if (status == CORO_OK && !runner_stop_requested())
        status = runner_passes_kernel(session);
    if (status == CORO_OK && !runner_stop_requested())
        status = runner_passes_tails(session);
    if (status == CORO_OK && !runner_stop_requested())
        status = runner_instructions_run(session);
    if (status == CORO_OK && !runner_stop_requested())
        status = runner_passes_memory(session);
    return status;
}

static enum coro_status write_result(const struct session *session, enum run_ending ending)
{
    json_t *document;
    enum coro_status status = runner_result_compose(&session->result, &session->plan, &session->options, &session->programs,
                                                    ending, &document);
    if (status != CORO_OK)
        return status;
    status = runner_output_write(&session->output, document);
    json_decref(document);
    return status;
}

/* Hours of samples are not lost because a disk is full, or a directory gone: they go where temporary files go. */
static enum coro_status rescue_result(struct session *session, enum run_ending ending)
{
    char path[PATH_MAX];
    const char *directory = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/corolab-%ld.json", directory && directory[0] == '/' ? directory : "/tmp", (long)getpid());
    enum coro_status status = runner_output_init(path, &session->output);
    if (status == CORO_OK)
        status = write_result(session, ending);
    if (status == CORO_OK)
        runner_note("the result is in %s instead: mv %s %s", path, path, session->options.output);
    return status;
}

static void summarise(const struct session *session)
{
    char wall[24];
    const struct plan *plan = &session->plan;
    size_t timeouts = runner_plan_count(plan, CELL_TIMEOUT);
    runner_progress_format_seconds(session->result.wall_seconds, wall);
    printf("%s: %zu cells ok, %zu unsupported, %zu failed", session->options.output, runner_plan_count(plan, CELL_OK),
           runner_plan_count(plan, CELL_UNSUPPORTED), runner_plan_count(plan, CELL_FAILED));
    if (timeouts > 0)
        printf(", %zu timed out", timeouts);
    printf(", in %s\n", wall);
    fflush(stdout);
}

/* Whatever ended the measuring, what is finished is written; but nothing does not replace something. */
static int finish(struct session *session, enum coro_status measured, double started)
{
    bool is_stopped = runner_stop_requested();
    runner_progress_clear(&session->progress);
    if (is_stopped && session->options.resume == NULL && json_array_size(session->result.samples) == 0
        && access(session->output.path, F_OK) == 0) {
        runner_note("stopped before anything was measured: %s is as it was", session->options.output);
        return RUNNER_STOPPED;
    }
    session->result.wall_seconds += now_seconds() - started;
    if (measured != CORO_OK)
        runner_note("the run cannot go on: %s", coro_status_message(measured));
    enum run_ending ending = measured != CORO_OK || is_stopped ? RUN_INTERRUPTED : RUN_FINISHED;
    if (write_result(session, ending) != CORO_OK) {
        if (rescue_result(session, ending) != CORO_OK)
            runner_note("nothing was written: %s is as it was", session->options.output);
        return 1;
    }
    summarise(session);
    if (is_stopped)
        runner_note("stopped: what was finished is in %s; `%s run --resume %s` goes on", session->options.output,
                    runner_called(), session->options.output);
    return is_stopped ? RUNNER_STOPPED : measured != CORO_OK;
}

/* Where preparing failed, the user has been told, unless memory ran out. */
static int explain_refusal(enum coro_status status)
{
    if (status == CORO_ERR_NO_MEMORY)
        runner_note("%s", coro_status_message(status));
    if (runner_stop_requested())
        return RUNNER_STOPPED;
    return status == CORO_ERR_INVALID ? 2 : 1;
}

static int run(struct session *session, struct resumed *resumed)
{
    enum coro_status status = prepare(session, resumed);
    if (status != CORO_OK)
        return explain_refusal(status);
    if (resumed->is_complete) {
        runner_note("%s is complete: there is nothing to resume", session->options.resume);
        return 0;
    }
    if (!IS_OPTIMISED && session->options.rounds > 0) {     /* known only now: a resumed run has the rounds of its file */
        runner_note("this build is not optimised, so it does not time: configure a release build, or use --untimed");
        return 1;
    }
    double started = now_seconds();
    announce(session);
    return finish(session, measure(session), started);
}

int runner_run_command(int argc, char **argv)
{
    struct resumed resumed = { 0 };
    struct session *session = calloc(1, sizeof *session);
    if (session == NULL)
        return explain_refusal(CORO_ERR_NO_MEMORY);
    enum coro_status status = runner_options_parse(argc, argv, &session->options);
    int exit_status;
    if (status != CORO_OK) {
        exit_status = explain_refusal(status);
    } else if (session->options.wants_help) {
        exit_status = runner_help_print();
    } else if ((status = runner_result_init(&session->result)) != CORO_OK) {
        exit_status = explain_refusal(status);
    } else {
        exit_status = run(session, &resumed);
    }
    runner_instruction_cache_fini(&session->instructions);
    runner_result_fini(&session->result);
    runner_plan_fini(&session->plan);
    runner_resume_fini(&resumed);
    free(session);
    return exit_status;
}
