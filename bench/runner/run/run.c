/* SPDX-License-Identifier: MIT */
/* Owns the order of the passes and the exit status of a run. preconditions.c has the refusals, session.c the records. */
#define _GNU_SOURCE
#include "bench/runner/run/run.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/code/size.h"
#include "bench/measure/timing.h"
#include "bench/process/child.h"
#include "bench/process/clock.h"
#include "bench/runner/machine/machine.h"
#include "bench/runner/plan/options.h"
#include "bench/process/message.h"
#include "bench/process/stop.h"
#include "report/base/memory.h"

/* Counts the steps that the run has before it, and says so. */
static void announce(struct session *session)
{
    const struct run_options *options = &session->options;
    runner_stages_expect(session);
    size_t rows = session->plan.row_count, workloads = session->plan.workload_count;
    runner_note("%zu steps: %zu %s x %zu workload%s, %u round%s", runner_progress_steps_left(&session->progress), rows,
                rows == 1 ? "strategy or peer" : "strategies and peers", workloads, workloads == 1 ? "" : "s", options->rounds,
                options->rounds == 1 ? "" : "s");
    runner_note("their order is that of --seed %llu", (unsigned long long)options->seed);
}

/* The programs that measure inherit the environment, and boxes come from malloc. */
static void note_malloc(struct session *session)
{
    char words[MACHINE_WORDS_BYTES];
    if (machine_malloc_changes(environ, words))
        runner_session_note(session, "the environment changes malloc (%s): box and all rows that use malloc measure that", words);
}

/* Samples are still taken when all CPUs are taken: some machines have one. */
void runner_run_prepare(struct session *session)
{
    bool is_shared;
    session->cpu = runner_cpu_take(&is_shared);
    if (is_shared && session->options.rounds > 0)
        runner_session_note(session, "every CPU is taken by another run of corolab: the times of both are disturbed");
    note_malloc(session);
    if (session->trace.cuts[0] != '\0' && runner_plan_replays_trace(&session->plan))
        runner_session_note_once(session, session->trace.cuts);
}

/* Code sizes belong to no pass; where they are missing, a note says so. */
static void note_code_sizes(struct session *session)
{
    const char *absence = code_size_absence();
    if (absence != NULL && session->options.rounds > 0)
        runner_session_note_once(session, absence);
}

/* The passes in the order of their enumeration. A time budget puts timing last: the rounds get the time that the others leave. */
static void measure(struct session *session)
{
    bool is_timed_last = session->options.budget_seconds > 0;
    runner_run_prepare(session);
    note_code_sizes(session);
    for (int pass = 0; pass < PASS_COUNT; pass++)
        if (pass != PASS_TIME || !is_timed_last)
            runner_stage_run(session, (enum pass)pass);
    if (is_timed_last)
        runner_stage_run(session, PASS_TIME);
}

/* No sample depends on the clock of the day, but file dates and other programs' logs do. */
static void measure_by_the_clock(struct session *session)
{
    struct clock_pair before = runner_clock_read();
    measure(session);
    struct clock_pair after = runner_clock_read();
    double step = runner_clock_step_seconds(&before, &after);
    if (step != 0)
        runner_session_note(session, "the clock was set %s by %.0f s during the run; no sample depends on it",
                            step > 0 ? "forward" : "back", step > 0 ? step : -step);
}

static size_t count_bad_cells(const struct plan *plan)
{
    return runner_plan_count(plan, CELL_FAILED) + runner_plan_count(plan, CELL_TIMEOUT);
}

/* A run that measured nothing, or not everything, must not pass for a good one in a script. */
static int exit_status_of_cells(const struct session *session)
{
    if (runner_plan_count(&session->plan, CELL_OK) > 0)
        return count_bad_cells(&session->plan) > 0;
    runner_note("no cell was measured");
    return 1;
}

/* Ends the result file. An older file stays where nothing was measured. Returns the exit status. */
static int finish(struct session *session)
{
    bool is_stopped = runner_stop_requested();
    runner_progress_clear(&session->progress);
    runner_session_note_new_builds(session);
    bool is_interrupted = is_stopped || session->failure != CORO_OK;
    if (session->failure != CORO_OK && !session->writer.is_broken)
        runner_note("the run cannot go on: %s", runner_child_reason(coro_status_message(session->failure)));
    if (is_interrupted && session->writer.waiting != NULL) {
        runner_note("%s before anything was measured: %s is as it was", is_stopped ? "stopped" : "failed",
                    session->options.output);
        return is_stopped ? RUNNER_STOPPED : 1;
    }
    runner_session_add_end(session, is_interrupted);
    if (runner_writer_finish(&session->writer) != CORO_OK)
        return 1;
    int unprinted = runner_summary_print(session);
    if (is_stopped)
        runner_note("stopped: the finished samples are in %s; `%s run --resume %s` goes on", session->options.output,
                    runner_called(), runner_quoted(session->options.output));
    if (is_interrupted)
        return is_stopped ? RUNNER_STOPPED : 1;
    return exit_status_of_cells(session) | unprinted;
}

/* The refusal has been said. */
static int exit_status_of(enum coro_status refusal)
{
    if (runner_stop_requested())
        return RUNNER_STOPPED;
    return refusal == CORO_ERR_INVALID ? 2 : 1;
}

/* Leaves a file that is complete as it is. The exit status is that of its own run. */
static int leave_complete(const struct session *session)
{
    bool is_same = runner_writer_is_at(session->resumed_fd, session->options.output);
    size_t bad_count = count_bad_cells(&session->plan);
    char bad[80] = "";
    if (bad_count > 0)
        snprintf(bad, sizeof bad, "; %zu of its cells failed or timed out", bad_count);
    runner_note("%s is complete: there is nothing to resume%s%s", session->options.resume,
                is_same ? "" : ", and -o makes no copy of it", bad);
    int exit_status = exit_status_of_cells(session);
    return is_same ? exit_status : 1;
}

static int run(struct session *session)
{
    enum coro_status status = runner_preconditions_check(session);
    if (status != CORO_OK)
        return exit_status_of(status);
    if (session->options.resume != NULL && !session->resumed->is_interrupted)
        return leave_complete(session);
    const char *refusal = session->options.rounds > 0 ? timing_refusal() : NULL;    /* a resumed run has the rounds of its file */
    if (refusal != NULL) {
        runner_note("%s: %suse --untimed", refusal, TIMING_IS_OPTIMISED ? "" : "configure a release build, or ");
        return 1;
    }
    session->started = runner_clock_seconds();
    session->started_children = runner_child_total_seconds();
    status = runner_result_open(session);
    if (status != CORO_OK)
        return exit_status_of(status);
    announce(session);
    measure_by_the_clock(session);
    return finish(session);
}

int runner_run_command(int argc, char **argv)
{
    struct session *session = report_allocate(sizeof *session);
    runner_session_init(session);
    enum coro_status status = runner_options_parse(argc, argv, &session->options);
    int exit_status;
    if (status != CORO_OK)
        exit_status = exit_status_of(status);
    else
        exit_status = run(session);
    runner_session_fini(session);
    free(session);
    return exit_status;
}
