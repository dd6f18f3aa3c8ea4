/* SPDX-License-Identifier: MIT */
/* Owns the loops over the cells of the plan. A table names the program that each pass asks. instructions.c has the one pass
 * whose process answers for many cells; session.c records the answers. */
#include "bench/runner/run/run.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/clock.h"
#include "bench/runner/plan/order.h"
#include "bench/runner/plan/reply.h"
#include "report/base/memory.h"

struct question {
    enum program program;
    const char *mode;           /* the program's first argument, or NULL */
    const char *circumstance;   /* how a reason begins */
};

static const struct question questions[PASS_COUNT] = {
    [PASS_VERIFY] = { PROGRAM_CELL, "verify", "" },
    [PASS_TIME] = { PROGRAM_TIME, NULL, "when timed: " },
    [PASS_ALLOCATIONS] = { PROGRAM_COUNT_ALLOCATIONS, "allocations", "when its allocations were counted: " },
    [PASS_KERNEL] = { PROGRAM_CELL, "kernel", "when its system calls and page faults were counted: " },
    [PASS_TAILS] = { PROGRAM_CELL, "tails", "when its single next() calls were timed: " },
    [PASS_COUNTERS] = { PROGRAM_CELL, "counters", "when the processor's events were counted: " },
    [PASS_MEMORY] = { PROGRAM_CELL, "memory", "when its memory was measured: " },
};

/* The passes whose failure costs a cell their figures only. They run in optimised builds only. */
static bool is_supplementary(enum pass pass)
{
    return pass == PASS_KERNEL || pass == PASS_TAILS || pass == PASS_COUNTERS || pass == PASS_MEMORY;
}

enum { MANY_TASKS_ROUNDS = 3 };

static bool is_due(const struct session *session, const struct plan_cell *cell, enum pass pass, unsigned round)
{
    switch (pass) {
    case PASS_VERIFY:
        return cell->status == CELL_UNVERIFIED;
    case PASS_TIME:
        if (round >= MANY_TASKS_ROUNDS && cell->workload->task_count >= TABLE_MANY_TASKS)
            return false;
        if (session->options.mode == MODE_QUICK && cell->row->is_for_counts)
            return false;
        return cell->status == CELL_OK && (cell->timed_rounds >> round & 1) == 0;
    default:
        return cell->status == CELL_OK && (cell->passes_done >> pass & 1) == 0
               && (pass != PASS_MEMORY || cell->workload->is_memory);
    }
}

static enum coro_status ask(struct session *session, const struct plan_cell *cell, enum pass pass, struct reply *reply)
{
    const struct question *question = &questions[pass];
    const char *words[RUNNER_WORDS_MAX];
    const char *program = runner_programs_lasting_path(&session->programs, question->program);
    bool is_brief = pass == PASS_TIME && session->options.mode == MODE_TRY;
    runner_reply_words(words, program, is_brief ? "--brief" : question->mode, cell->row->name, cell->workload->name,
                       session->options.text, session->options.trace);
    int cpu = cell->workload->is_parallel ? RUNNER_ANY_CPU : session->cpu;
    bool has_many_tasks = cell->workload->task_count >= TABLE_MANY_TASKS;
    struct child_job job = { .argv = words,
                             .timeout_ms = has_many_tasks ? session->many_tasks_timeout_ms : session->sample_timeout_ms,
                             .output_limit = RUNNER_ANSWER_LIMIT_BYTES, .cpu = cpu };
    return runner_reply_ask(&job, reply);
}

/* Asks once more when something else ended the program: the kernel short of memory, an operator. A crash is the cell's own. */
static enum coro_status ask_again_if_killed(struct session *session, struct plan_cell *cell, enum pass pass, struct reply *reply)
{
    double started = runner_clock_seconds();
    enum coro_status status = ask(session, cell, pass, reply);
    if (status == CORO_OK && reply->was_killed) {
        runner_session_note(session, "%s on %s was killed in the pass \"%s\" and tried once more: %s", cell->row->name,
                            cell->workload->name, runner_progress_pass_name(pass), reply->reason);
        runner_reply_fini(reply);
        status = ask(session, cell, pass, reply);
    }
    cell->seconds += runner_clock_seconds() - started;
    return status;
}

/* A cell that cannot be verified, timed or counted is bad altogether. A failure in a supplementary pass costs a note. */
static void record_refusal(struct session *session, struct plan_cell *cell, enum pass pass, enum cell_status status,
                           const char *reason)
{
    char whole[2 * RUNNER_REASON_BYTES];
    snprintf(whole, sizeof whole, "%s%s", questions[pass].circumstance, reason);
    if (!is_supplementary(pass)) {
        runner_session_settle(session, cell, status, whole);
        return;
    }
    runner_session_give_up(session, cell, pass);
    if (status != CELL_UNSUPPORTED)
        runner_session_note(session, "%s on %s, %s", cell->row->name, cell->workload->name, whole);
}

static void record(struct session *session, struct plan_cell *cell, enum pass pass, unsigned round, const struct reply *reply)
{
    const char *note = json_string_value(json_object_get(reply->body, "note")), *fault = NULL;
    if (reply->status != CELL_OK)
        record_refusal(session, cell, pass, reply->status, reply->reason);
    else if (pass == PASS_VERIFY)
        runner_session_settle(session, cell, CELL_OK, "");
    else
        fault = runner_session_add(session, cell, pass, round, reply->body);
    if (fault != NULL)
        record_refusal(session, cell, pass, CELL_FAILED, fault);
    if (note != NULL)
        runner_session_note_once(session, note);
}

static void take_step(struct session *session, struct plan_cell *cell, enum pass pass, unsigned round)
{
    struct reply reply;
    char what[160];
    snprintf(what, sizeof what, "%s  %s", cell->row->name, cell->workload->name);
    runner_progress_begin(&session->progress, pass, what);
    runner_session_fail(session, ask_again_if_killed(session, cell, pass, &reply));
    if (session->failure != CORO_OK)
        return;
    if (reply.status != CELL_UNVERIFIED) {
        record(session, cell, pass, round, &reply);
        runner_progress_end(&session->progress, pass);
    }
    runner_reply_fini(&reply);
}

/* The steps of one round of a pass that are still to be taken. A cell that nobody has verified yet counts as supported. */
static size_t count_due(const struct session *session, enum pass pass, unsigned round)
{
    size_t count = 0;
    for (size_t i = 0; i < session->plan.cell_count && !runner_session_skips(session, pass); i++) {
        struct plan_cell cell = session->plan.cells[i];
        if (cell.status == CELL_UNVERIFIED && pass != PASS_VERIFY)
            cell.status = CELL_OK;
        count += is_due(session, &cell, pass, round);
    }
    return count;
}

/* Would one more round, at the pace of those before it, take the run past its budget? */
static bool is_budget_spent(const struct session *session, unsigned round)
{
    double budget = session->options.budget_seconds;
    double steps = (double)count_due(session, PASS_TIME, round);
    if (budget == 0 || round < RUNNER_ROUNDS_MIN || steps == 0)
        return false;
    return runner_session_seconds(session) + steps * runner_progress_step_seconds(&session->progress, PASS_TIME) > budget;
}

/* Shuffles all cells, also those that are not run. So the order depends only on the seed, the round and the selection, not on
 * failures or on an earlier run's stop. */
static void take_round(struct session *session, unsigned round, size_t *indices)
{
    struct plan *plan = &session->plan;
    struct order order = runner_order_start(session->options.seed, round);
    runner_order_shuffle(&order, indices, plan->cell_count);
    for (size_t i = 0; i < plan->cell_count && runner_session_goes_on(session); i++)
        if (is_due(session, &plan->cells[indices[i]], PASS_TIME, round))
            take_step(session, &plan->cells[indices[i]], PASS_TIME, round);
}

static void take_rounds(struct session *session)
{
    size_t *indices = report_allocate_zeroed(session->plan.cell_count, sizeof *indices);
    for (unsigned round = 0; round < session->options.rounds && runner_session_goes_on(session); round++)
        if (!is_budget_spent(session, round)) {
            take_round(session, round, indices);
        } else {
            session->options.rounds = round;
            runner_session_note(session, "the time budget is spent: timing ends after %u rounds%s", round,
                                round < RUNNER_ENOUGH_ROUNDS ? "; so few only screen" : "");
        }
    free(indices);
}

static bool has_failed(enum cell_status status) { return status == CELL_FAILED || status == CELL_TIMEOUT; }
static bool is_box(const struct row_card *row) { return strcmp(row->name, "box") == 0; }

/* Box as the plan has it on this workload; where the plan leaves it out, it is asked. */
static enum cell_status status_of_box(struct session *session, size_t workload)
{
    const struct plan *plan = &session->plan;
    const struct row *box = table_find_row("box");
    struct plan_cell cell = { .row = box ? row_card(box) : NULL, .workload = plan->workloads[workload] };
    struct reply reply = { .status = CELL_UNVERIFIED };
    for (size_t row = 0; row < plan->row_count; row++)
        if (is_box(plan->rows[row]))
            cell.status = plan->cells[row * plan->workload_count + workload].status;
    if (box == NULL || has_failed(cell.status) || cell.status == CELL_OK)
        return cell.status;
    runner_session_fail(session, ask(session, &cell, PASS_VERIFY, &reply));
    runner_reply_fini(&reply);
    return reply.status;
}

static void blame_workload(struct session *session, size_t workload)
{
    if (has_failed(status_of_box(session, workload)))
        runner_session_note(session, "%s fails under box, too: look for the fault in the workload, not in the row",
                            session->plan.workloads[workload]->name);
}

/* Box is asked once about a workload that fails under other rows. */
static void verify_all(struct session *session)
{
    const struct plan *plan = &session->plan;
    bool *fails = report_allocate_zeroed(plan->workload_count, sizeof *fails);
    for (size_t i = 0; i < plan->cell_count && runner_session_goes_on(session); i++)
        if (is_due(session, &plan->cells[i], PASS_VERIFY, 0)) {
            take_step(session, &session->plan.cells[i], PASS_VERIFY, 0);
            fails[i % plan->workload_count] |= has_failed(plan->cells[i].status) && !is_box(plan->cells[i].row);
        }
    for (size_t i = 0; i < plan->workload_count && runner_session_goes_on(session); i++)
        if (fails[i])
            blame_workload(session, i);
    free(fails);
}

void runner_pass_run(struct session *session, enum pass pass)
{
    if (pass == PASS_TIME)
        take_rounds(session);
    else if (pass == PASS_VERIFY)
        verify_all(session);
    else
        for (size_t i = 0; i < session->plan.cell_count && runner_session_goes_on(session); i++)
            if (is_due(session, &session->plan.cells[i], pass, 0))
                take_step(session, &session->plan.cells[i], pass, 0);
}

void runner_passes_expect(struct session *session)
{
    static const enum pass walked[] = { PASS_VERIFY, PASS_ALLOCATIONS, PASS_KERNEL, PASS_TAILS, PASS_COUNTERS, PASS_MEMORY };
    size_t samples = 0;
    for (size_t i = 0; i < sizeof walked / sizeof *walked; i++) {
        bool is_run = (session->options.rounds > 0 || !is_supplementary(walked[i]))
                      && (walked[i] != PASS_COUNTERS || session->has_counters);
        runner_progress_expect(&session->progress, walked[i], is_run ? count_due(session, walked[i], 0) : 0);
    }
    for (unsigned round = 0; round < session->options.rounds; round++)
        samples += count_due(session, PASS_TIME, round);
    runner_progress_expect(&session->progress, PASS_TIME, samples);
}
