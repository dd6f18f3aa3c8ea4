/* SPDX-License-Identifier: MIT */
/* The passes, in their order. prepare.c comes before them, finish.c behind. */
#define _GNU_SOURCE
#include "bench/runner/run/run.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/check/check.h"
#include "bench/code/size.h"
#include "bench/process/clock.h"
#include "bench/runner/machine/cpu.h"
#include "bench/runner/run/finish.h"
#include "bench/runner/plan/help.h"
#include "bench/runner/run/instructions.h"
#include "bench/process/message.h"
#include "bench/runner/run/passes.h"
#include "bench/runner/run/prepare.h"
#include "bench/process/stop.h"
#include "report/base/memory.h"

#ifdef CORO_OPTIMISED
enum { IS_OPTIMISED = 1 };
#else
enum { IS_OPTIMISED = 0 };
#endif

static void expect_all(struct session *session)
{
    runner_passes_expect(session);
    runner_instructions_expect(session);
}

static bool is_check_due(const struct session *session)
{
    return session->options.rounds > 0 && !session->is_checked
           && !runner_session_skips(session, PASS_CHECK);
}

/* Counts the steps that the run has before it. */
static void look_ahead(struct session *session)
{
    if (is_check_due(session))
        runner_progress_expect(&session->progress, PASS_CHECK, 1);
    expect_all(session);
}

static void announce(const struct session *session)
{
    const struct run_options *options = &session->options;
    runner_note("%zu strategies and peers x %zu workloads, %u rounds of timing, seed %llu: %zu steps",
                session->plan.row_count, session->plan.workload_count, options->rounds, (unsigned long long)options->seed,
                runner_progress_steps_left(&session->progress));
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
    json_t *claims = json_array();
    enum coro_status status = check_collect(names, count, session->probes, claims);
    runner_progress_end(&session->progress, PASS_CHECK);
    free(names);
    if (status != CORO_OK)
        status = runner_session_note(session, "the probes could not be run: %s", coro_status_message(status));
    else if (json_array_size(session->probes) > 0)
        status = runner_session_add_probes(session, claims);
    json_decref(claims);
    return status;
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
    const json_t *failure = check_failure(session->probes, row->name);
    char reason[2 * RUNNER_REASON_BYTES];
    size_t refused_count = 0;
    enum coro_status status = CORO_OK;
    if (failure == NULL)
        return CORO_OK;
    snprintf(reason, sizeof reason, "it fails `corolab check`: %s: %s", json_string_value(json_object_get(failure, "probe")),
             json_string_value(json_object_get(failure, "evidence")));
    for (size_t i = 0; i < session->plan.cell_count && status == CORO_OK; i++) {
        struct plan_cell *cell = &session->plan.cells[i];
        if (cell->row != row || cell->status != CELL_UNVERIFIED)
            continue;
        status = runner_session_settle_quietly(session, cell, CELL_FAILED, reason);
        refused_count++;
    }
    if (status != CORO_OK)
        return status;
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

/* Unverified cells are hoped to be right; the timing program checks each batch all the same. */
static enum coro_status hope(struct session *session)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < session->plan.cell_count && status == CORO_OK; i++)
        if (session->plan.cells[i].status == CELL_UNVERIFIED)
            status = runner_session_settle(session, &session->plan.cells[i], CELL_OK, "");
    return status;
}

/* It is not a pass, but a number that is missing all the same. */
static enum coro_status note_code_sizes(struct session *session)
{
    const char *absence = code_size_absence();
    return absence == NULL || session->options.rounds == 0 ? CORO_OK : runner_session_note_once(session, absence);
}

static enum coro_status check_and_refuse(struct session *session)
{
    enum coro_status status = check(session);
    return status == CORO_OK && !runner_stop_requested() ? refuse_broken_rows(session) : status;
}

/* In the order in which they are run. What needs a build that is worth measuring is left out of an untimed run. */
enum worth { IN_ANY_RUN, IN_TIMED_RUNS };
static const struct stage_of_run {
    enum pass pass;
    enum worth worth;
    enum coro_status (*run)(struct session *);
    enum coro_status (*without)(struct session *);  /* instead, when it is skipped; may be NULL */
} stages[] = {
    { PASS_CHECK, IN_TIMED_RUNS, check_and_refuse, NULL },
    { PASS_VERIFY, IN_ANY_RUN, runner_passes_verify, hope },
    { PASS_TIME, IN_TIMED_RUNS, runner_passes_time, NULL },
    { PASS_ALLOCATIONS, IN_ANY_RUN, count_allocations, NULL },
    { PASS_KERNEL, IN_TIMED_RUNS, runner_passes_kernel, NULL },
    { PASS_TAILS, IN_TIMED_RUNS, runner_passes_tails, NULL },
    { PASS_INSTRUCTIONS, IN_TIMED_RUNS, runner_instructions_run, NULL },
    { PASS_MEMORY, IN_TIMED_RUNS, runner_passes_memory, NULL },
};

static enum coro_status skip(struct session *session, const struct stage_of_run *stage)
{
    enum coro_status status = runner_session_note(session, "the pass \"%s\" was skipped, as --skip asks",
                                                  runner_progress_pass_name(stage->pass));
    return status == CORO_OK && stage->without != NULL ? stage->without(session) : status;
}

static enum coro_status run_stage(struct session *session, const struct stage_of_run *stage)
{
    enum coro_status status = CORO_OK;
    if (stage->worth == IN_TIMED_RUNS && session->options.rounds == 0)
        return CORO_OK;
    status = runner_session_skips(session, stage->pass) ? skip(session, stage) : stage->run(session);
    expect_all(session);
    return status;
}

/* A time budget puts timing last: the other passes cost what they cost, and the rounds take what they leave. */
static enum coro_status measure(struct session *session)
{
    const struct stage_of_run *last = NULL;
    enum coro_status status = take_cpu(session);
    if (status == CORO_OK)
        status = note_code_sizes(session);
    for (size_t i = 0; i < sizeof stages / sizeof *stages && status == CORO_OK && !runner_stop_requested(); i++)
        if (stages[i].pass == PASS_TIME && session->options.budget_seconds > 0)
            last = &stages[i];
        else
            status = run_stage(session, &stages[i]);
    return last == NULL || status != CORO_OK || runner_stop_requested() ? status : run_stage(session, last);
}

/* No sample depends on the clock of the day, but file dates and other programs' logs do. */
static enum coro_status measure_by_the_clock(struct session *session)
{
    struct clock_pair before = runner_clock_read();
    enum coro_status status = measure(session);
    struct clock_pair after = runner_clock_read();
    double step = runner_clock_step_seconds(&before, &after);
    if (step == 0 || status != CORO_OK)
        return status;
    return runner_session_note(session, "the clock was set %s by %.0f s during the run; no sample depends on it",
                               step > 0 ? "forward" : "back", step > 0 ? step : -step);
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
    enum coro_status status = runner_prepare(session, resumed);
    if (status != CORO_OK)
        return explain_refusal(status);
    if (session->options.resume != NULL && !resumed->result->is_interrupted) {
        runner_note("%s is complete: there is nothing to resume", session->options.resume);
        return 0;
    }
    if (!IS_OPTIMISED && session->options.rounds > 0) {     /* known only now: a resumed run has the rounds of its file */
        runner_note("this build is not optimised, so it does not time: configure a release build, or use --untimed");
        return 1;
    }
    runner_session_start_watch(session);
    look_ahead(session);
    status = runner_prepare_file(session, resumed);
    if (status != CORO_OK)
        return explain_refusal(status);
    announce(session);
    return runner_finish(session, measure_by_the_clock(session));
}

int runner_run_command(int argc, char **argv)
{
    struct resumed resumed = { .fd = -1 };
    struct session *session = report_allocate(sizeof *session);
    runner_session_init(session);
    enum coro_status status = runner_options_parse(argc, argv, &session->options);
    int exit_status;
    if (status != CORO_OK)
        exit_status = explain_refusal(status);
    else if (session->options.wants_help)
        exit_status = runner_help_print();
    else
        exit_status = run(session, &resumed);
    runner_session_fini(session);
    runner_resume_fini(&resumed);
    free(session);
    return exit_status;
}
