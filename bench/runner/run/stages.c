/* SPDX-License-Identifier: MIT */
/* Owns the stages of a run: for each pass, the function that runs it, and the runs that leave it out. passes.c and instructions.c
 * have the loops over the cells. */
#include "bench/runner/run/run.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/check/check.h"
#include "bench/measure/counters.h"
#include "bench/process/child.h"
#include "report/base/memory.h"

static bool is_check_due(const struct session *session)
{
    return session->options.rounds > 0 && !session->is_checked && !runner_session_skips(session, PASS_CHECK);
}

void runner_stages_expect(struct session *session)
{
    runner_progress_expect(&session->progress, PASS_CHECK, is_check_due(session));
    runner_passes_expect(session);
    runner_instructions_expect(session);
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

/* A pass that needs a build worth measuring is left out of an untimed run. */
enum worth { IN_ANY_RUN, IN_TIMED_RUNS };
static const struct stage_of_run {
    enum worth worth;
    void (*run)(struct session *, enum pass);
} stages[PASS_COUNT] = {
    [PASS_CHECK] = { IN_TIMED_RUNS, check },
    [PASS_VERIFY] = { IN_ANY_RUN, runner_pass_run },
    [PASS_TIME] = { IN_TIMED_RUNS, runner_pass_run },
    [PASS_ALLOCATIONS] = { IN_ANY_RUN, count_allocations },
    [PASS_KERNEL] = { IN_TIMED_RUNS, runner_pass_run },
    [PASS_TAILS] = { IN_TIMED_RUNS, runner_pass_run },
    [PASS_COUNTERS] = { IN_TIMED_RUNS, count_events },
    [PASS_INSTRUCTIONS] = { IN_TIMED_RUNS, runner_instructions_run },
    [PASS_MEMORY] = { IN_TIMED_RUNS, runner_pass_run },
};

void runner_stage_run(struct session *session, enum pass pass)
{
    if (!runner_session_goes_on(session) || (stages[pass].worth == IN_TIMED_RUNS && session->options.rounds == 0))
        return;
    if (!runner_session_skips(session, pass))
        stages[pass].run(session, pass);
    else
        runner_session_note(session, "the pass \"%s\" was skipped, as --skip asks", runner_progress_pass_name(pass));
    if (pass == PASS_VERIFY && runner_session_skips(session, PASS_VERIFY))
        accept_unverified(session);
    runner_stages_expect(session);
}
