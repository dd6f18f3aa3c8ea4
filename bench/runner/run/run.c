/* SPDX-License-Identifier: MIT */
/* Owns the order of the passes and the exit status of a run. preconditions.c has the refusals, session.c the records. */
#define _GNU_SOURCE
#include "bench/runner/run/run.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/check/check.h"
#include "bench/code/size.h"
#include "bench/measure/counters.h"
#include "bench/process/child.h"
#include "bench/process/clock.h"
#include "bench/runner/machine/machine.h"
#include "bench/runner/plan/options.h"
#include "bench/process/message.h"
#include "bench/process/stop.h"
#include "report/base/memory.h"

static void expect_all(struct session *session)
{
    runner_passes_expect(session);
    runner_instructions_expect(session);
}

static bool is_check_due(const struct session *session)
{
    return session->options.rounds > 0 && !session->is_checked && !runner_session_skips(session, PASS_CHECK);
}

/* Counts the steps that the run has before it, and says so. */
static void announce(struct session *session)
{
    const struct run_options *options = &session->options;
    runner_progress_expect(&session->progress, PASS_CHECK, is_check_due(session));
    expect_all(session);
    runner_note("%zu steps: %zu strategies and peers x %zu workloads, %u rounds",
                runner_progress_steps_left(&session->progress), session->plan.row_count, session->plan.workload_count,
                options->rounds);
    runner_note("their order is that of --seed %llu", (unsigned long long)options->seed);
}

/* Peers make no claims; the probes are about strategies. */
static void collect_probes(struct session *session)
{
    const struct plan *plan = &session->plan;
    size_t count = 0;
    const char **names = report_allocate_zeroed(plan->row_count, sizeof *names);
    json_t *claims = json_array();
    for (size_t i = 0; i < plan->row_count; i++)
        if (!plan->rows[i]->is_peer)
            names[count++] = plan->rows[i]->name;
    runner_progress_begin(&session->progress, PASS_CHECK, "probes");
    enum coro_status status = check_collect(names, count, session->probes, claims);
    runner_progress_end(&session->progress, PASS_CHECK);
    if (status != CORO_OK)
        runner_session_note(session, "the probes could not be run: %s", runner_child_reason(coro_status_message(status)));
    else if (json_array_size(session->probes) > 0)
        runner_session_add_probes(session, claims);
    json_decref(claims);
    free(names);
}

/* A row that leaks, crashes or is wrong in a probe is measured nowhere: it may be fast because it leaves work out. */
static void refuse_row(struct session *session, const struct row_card *row)
{
    const json_t *failure = check_failure(session->probes, row->name);
    char reason[2 * RUNNER_REASON_BYTES];
    size_t refused_count = 0;
    if (failure == NULL)
        return;
    snprintf(reason, sizeof reason, "it fails `corolab check`: %s: %s", json_string_value(json_object_get(failure, "probe")),
             json_string_value(json_object_get(failure, "evidence")));
    for (size_t i = 0; i < session->plan.cell_count; i++) {
        struct plan_cell *cell = &session->plan.cells[i];
        if (cell->row != row || cell->status != CELL_UNVERIFIED)
            continue;
        runner_session_settle_quietly(session, cell, CELL_FAILED, reason);
        refused_count++;
    }
    if (refused_count > 0)
        runner_session_note(session, "%s is not measured: %s", row->name, reason);
}

static void check(struct session *session, enum pass pass)
{
    (void)pass;
    if (is_check_due(session))
        collect_probes(session);
    for (size_t i = 0; i < session->plan.row_count && runner_session_goes_on(session); i++)
        refuse_row(session, session->plan.rows[i]);
}

static void count_allocations(struct session *session, enum pass pass)
{
    if (session->programs.sha256[PROGRAM_COUNT_ALLOCATIONS][0] != '\0')
        runner_pass_run(session, pass);
    else
        runner_session_note(session, "corolab_count is not there: this run has no allocation counts");
}

/* Where no events can be counted, one sentence says so for all cells. */
static void count_events(struct session *session, enum pass pass)
{
    const char *absence = counters_absence();
    if (absence == NULL)
        runner_pass_run(session, pass);
    else
        runner_session_note_once(session, absence);
}

/* Without verify, every cell counts as right. The timing program still checks each batch. */
static void accept_unverified(struct session *session)
{
    for (size_t i = 0; i < session->plan.cell_count; i++)
        if (session->plan.cells[i].status == CELL_UNVERIFIED)
            runner_session_settle(session, &session->plan.cells[i], CELL_OK, "");
}

/* The programs that measure inherit the environment, and boxes come from malloc. */
static void note_malloc(struct session *session)
{
    char words[MACHINE_WORDS_BYTES];
    if (machine_malloc_changes(environ, words))
        runner_session_note(session, "the environment changes malloc (%s): box and all rows that use malloc measure that", words);
}

/* Samples are still taken when all CPUs are taken: some machines have one. Code sizes belong to no pass; where they are missing,
 * a note says so. */
static void prepare(struct session *session)
{
    const char *absence = code_size_absence();
    bool is_shared;
    session->cpu = runner_cpu_take(&is_shared);
    if (is_shared && session->options.rounds > 0)
        runner_session_note(session, "every CPU is taken by another run of corolab: the two measure one another");
    if (absence != NULL && session->options.rounds > 0)
        runner_session_note_once(session, absence);
    note_malloc(session);
    if (session->trace.cuts[0] != '\0' && runner_plan_replays_trace(&session->plan))
        runner_session_note_once(session, session->trace.cuts);
}

/* In the order in which they are run. A pass that needs a build worth measuring is left out of an untimed run. */
enum worth { IN_ANY_RUN, IN_TIMED_RUNS };
static const struct stage_of_run {
    enum pass pass;
    enum worth worth;
    void (*run)(struct session *, enum pass);
} stages[] = {
    { PASS_CHECK, IN_TIMED_RUNS, check },
    { PASS_VERIFY, IN_ANY_RUN, runner_pass_run },
    { PASS_TIME, IN_TIMED_RUNS, runner_pass_run },
    { PASS_ALLOCATIONS, IN_ANY_RUN, count_allocations },
    { PASS_KERNEL, IN_TIMED_RUNS, runner_pass_run },
    { PASS_TAILS, IN_TIMED_RUNS, runner_pass_run },
    { PASS_COUNTERS, IN_TIMED_RUNS, count_events },
    { PASS_INSTRUCTIONS, IN_TIMED_RUNS, runner_instructions_run },
    { PASS_MEMORY, IN_TIMED_RUNS, runner_pass_run },
};

static void run_stage(struct session *session, const struct stage_of_run *stage)
{
    if (!runner_session_goes_on(session) || (stage->worth == IN_TIMED_RUNS && session->options.rounds == 0))
        return;
    if (!runner_session_skips(session, stage->pass))
        stage->run(session, stage->pass);
    else
        runner_session_note(session, "the pass \"%s\" was skipped, as --skip asks", runner_progress_pass_name(stage->pass));
    if (stage->pass == PASS_VERIFY && runner_session_skips(session, PASS_VERIFY))
        accept_unverified(session);
    expect_all(session);
}

/* A time budget puts timing last: the rounds get the time that the other passes leave. */
static void measure(struct session *session)
{
    const struct stage_of_run *last = NULL;
    prepare(session);
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (stages[i].pass == PASS_TIME && session->options.budget_seconds > 0)
            last = &stages[i];
        else
            run_stage(session, &stages[i]);
    if (last != NULL)
        run_stage(session, last);
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
    if (!RUNNER_IS_OPTIMISED && session->options.rounds > 0) {     /* known only now: a resumed run has the rounds of its file */
        runner_note("this build is not optimised, so it does not time: configure a release build, or use --untimed");
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
