/* SPDX-License-Identifier: MIT */
/* The loops over the plan. What a cell's program is called and which answer it owes is a table; instructions, where one process
 * answers for many cells, have a file of their own. */
#include "bench/runner/run/passes.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/runner/plan/order.h"
#include "bench/runner/plan/reply.h"
#include "bench/process/stop.h"

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
    [PASS_MEMORY] = { PROGRAM_CELL, "memory", "when its memory was measured: " },
};

/* Passes that a cell is good without. They run in optimised builds only. */
static bool is_besides(enum pass pass) { return pass == PASS_KERNEL || pass == PASS_TAILS || pass == PASS_MEMORY; }

/* A million tasks take seconds a sample, most of them to set up: fewer samples of them. */
enum { MANY_TASKS = 1000000, MANY_TASKS_ROUNDS = 4 };

static bool is_due(const struct plan_cell *cell, enum pass pass, unsigned round)
{
    switch (pass) {
    case PASS_VERIFY:
        return cell->status == CELL_UNVERIFIED;
    case PASS_TIME:
        if (round >= MANY_TASKS_ROUNDS && cell->workload->task_count >= MANY_TASKS)
            return false;
        return cell->status == CELL_OK && (cell->timed_rounds >> round & 1) == 0;
    case PASS_MEMORY:
        return cell->status == CELL_OK && cell->workload->is_memory && (cell->passes_done >> pass & 1) == 0;
    default:
        return cell->status == CELL_OK && (cell->passes_done >> pass & 1) == 0;
    }
}

static enum coro_status ask(struct session *session, const struct plan_cell *cell, enum pass pass, struct reply *reply)
{
    const struct question *question = &questions[pass];
    const char *words[RUNNER_WORDS_MAX];
    runner_reply_words(words, runner_programs_lasting_path(&session->programs, question->program), question->mode, cell->row->name,
                       cell->workload->name, session->options.text, session->options.trace);
    struct child_job job = { .argv = words, .timeout_ms = session->sample_timeout_ms,
                             .output_limit = RUNNER_ANSWER_LIMIT_BYTES, .cpu = session->cpu };
    return runner_reply_ask(&job, reply);
}

/* A cell that cannot be verified, timed or counted is bad altogether; one that fails in a pass besides keeps the rest. */
static enum coro_status record_refusal(struct session *session, struct plan_cell *cell, enum pass pass, enum cell_status status,
                                       const char *reason)
{
    char whole[2 * RUNNER_REASON_BYTES];
    snprintf(whole, sizeof whole, "%s%s", questions[pass].circumstance, reason);
    if (!is_besides(pass))
        return runner_session_settle(session, cell, status, whole);
    enum coro_status given_up = runner_session_give_up(session, cell, pass);
    if (status == CELL_UNSUPPORTED || given_up != CORO_OK)
        return given_up;
    return runner_session_note(session, "%s on %s, %s", cell->row->name, cell->workload->name, whole);
}

static enum coro_status record(struct session *session, struct plan_cell *cell, enum pass pass, unsigned round,
                               const struct reply *reply)
{
    const char *complaint;
    enum coro_status status = CORO_OK;
    if (reply->status != CELL_OK) {
        status = record_refusal(session, cell, pass, reply->status, reply->reason);
    } else if (pass == PASS_VERIFY) {
        status = runner_session_settle(session, cell, CELL_OK, "");
    } else {
        status = runner_session_add(session, cell, pass, round, reply->body, &complaint);
        if (status == CORO_ERR_WRONG_RESULT)
            status = record_refusal(session, cell, pass, CELL_FAILED, complaint);
    }
    const char *note = json_string_value(json_object_get(reply->body, "note"));
    if (status == CORO_OK && note != NULL)
        status = runner_session_note_once(session, note);
    if (pass == PASS_TIME)
        cell->timed_rounds |= UINT32_C(1) << round;
    else
        cell->passes_done |= UINT32_C(1) << pass;
    return status;
}

static enum coro_status take_step(struct session *session, struct plan_cell *cell, enum pass pass, unsigned round)
{
    struct reply reply;
    char what[160];
    snprintf(what, sizeof what, "%s  %s", cell->row->name, cell->workload->name);
    runner_progress_begin(&session->progress, pass, what);
    enum coro_status status = ask(session, cell, pass, &reply);
    if (status != CORO_OK)
        return status;
    if (reply.status != CELL_UNVERIFIED) {
        status = record(session, cell, pass, round, &reply);
        runner_progress_end(&session->progress, pass);
    }
    runner_reply_fini(&reply);
    return status;
}

static enum coro_status walk(struct session *session, enum pass pass)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < session->plan.cell_count && status == CORO_OK && !runner_stop_requested(); i++)
        if (is_due(&session->plan.cells[i], pass, 0))
            status = take_step(session, &session->plan.cells[i], pass, 0);
    return status;
}

enum coro_status runner_passes_verify(struct session *session)
{
    return walk(session, PASS_VERIFY);
}

enum coro_status runner_passes_allocations(struct session *session)
{
    return walk(session, PASS_ALLOCATIONS);
}

enum coro_status runner_passes_kernel(struct session *session)
{
    return walk(session, PASS_KERNEL);
}

enum coro_status runner_passes_tails(struct session *session)
{
    return walk(session, PASS_TAILS);
}

enum coro_status runner_passes_memory(struct session *session)
{
    return walk(session, PASS_MEMORY);
}

/* The steps of one round of a pass that are still to be taken. A cell that nobody has verified yet counts as supported. */
static size_t count_due(const struct session *session, enum pass pass, unsigned round)
{
    size_t count = 0;
    for (size_t i = 0; i < session->plan.cell_count && !runner_session_skips(session, pass); i++) {
        struct plan_cell cell = session->plan.cells[i];
        if (cell.status == CELL_UNVERIFIED && pass != PASS_VERIFY)
            cell.status = CELL_OK;
        count += is_due(&cell, pass, round);
    }
    return count;
}

/* Would one more round, at the pace of those before it, take the run past its budget? */
static bool is_budget_spent(const struct session *session, unsigned round)
{
    double budget = session->options.budget_seconds;
    double steps = (double)count_due(session, PASS_TIME, round);
    if (budget == 0 || round < RUNNER_ROUNDS_MIN || steps == 0 || runner_stop_requested())
        return false;
    return runner_session_seconds(session) + steps * runner_progress_step_seconds(&session->progress, PASS_TIME) > budget;
}

static enum coro_status end_rounds(struct session *session, unsigned rounds)
{
    session->options.rounds = rounds;
    return runner_session_note(session, "the time budget is spent: timing ends after %u rounds%s", rounds,
                               rounds < RUNNER_ENOUGH_ROUNDS ? "; so few only screen" : "");
}

/* All cells are shuffled, also those that are not run: so the order is a function of the seed, the round and the selection, and
 * does not depend on what failed or on where an earlier run stopped. */
enum coro_status runner_passes_time(struct session *session)
{
    struct plan *plan = &session->plan;
    enum coro_status status = CORO_OK;
    size_t *indices = calloc(plan->cell_count + 1, sizeof *indices);
    if (indices == NULL)
        return CORO_ERR_NO_MEMORY;
    for (unsigned round = 0; round < session->options.rounds && status == CORO_OK; round++) {
        if (is_budget_spent(session, round)) {
            status = end_rounds(session, round);
            break;
        }
        struct order order = runner_order_start(session->options.seed, round);
        runner_order_shuffle(&order, indices, plan->cell_count);
        for (size_t i = 0; i < plan->cell_count && status == CORO_OK && !runner_stop_requested(); i++)
            if (is_due(&plan->cells[indices[i]], PASS_TIME, round))
                status = take_step(session, &plan->cells[indices[i]], PASS_TIME, round);
    }
    free(indices);
    return status;
}

void runner_passes_expect(struct session *session)
{
    static const enum pass walked[] = { PASS_VERIFY, PASS_ALLOCATIONS, PASS_KERNEL, PASS_TAILS, PASS_MEMORY };
    size_t samples = 0;
    for (size_t i = 0; i < sizeof walked / sizeof *walked; i++) {
        bool is_run = session->options.rounds > 0 || !is_besides(walked[i]);
        runner_progress_expect(&session->progress, walked[i], is_run ? count_due(session, walked[i], 0) : 0);
    }
    for (unsigned round = 0; round < session->options.rounds; round++)
        samples += count_due(session, PASS_TIME, round);
    runner_progress_expect(&session->progress, PASS_TIME, samples);
}
