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
    double assumed_seconds;     /* of a step, on a quiet machine: durations.h */
    const char *circumstance;   /* how a reason begins */
};

static const struct question questions[PASS_COUNT] = {
    [PASS_VERIFY] = { PROGRAM_CELL, "verify", 0.006, "" },
    [PASS_TIME] = { PROGRAM_TIME, NULL, 0.095, "when timed: " },
    [PASS_ALLOCATIONS] = { PROGRAM_COUNT_ALLOCATIONS, "allocations", 0.006, "when its allocations were counted: " },
    [PASS_KERNEL] = { PROGRAM_CELL, "kernel", 0.01, "when its system calls and page faults were counted: " },
    [PASS_TAILS] = { PROGRAM_CELL, "tails", 0.015, "when its single next() calls were timed: " },
    [PASS_MEMORY] = { PROGRAM_CELL, "memory", 0.006, "when its memory was measured: " },
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
    const char *arguments[10];
    size_t count = 0;
    arguments[count++] = runner_programs_lasting_path(&session->programs, question->program);
    if (question->mode != NULL)
        arguments[count++] = question->mode;
    arguments[count++] = cell->row->name;
    arguments[count++] = cell->workload->name;
    if (session->options.text != NULL) {
        arguments[count++] = "--text";
        arguments[count++] = session->options.text;
    }
    if (session->options.trace != NULL) {
        arguments[count++] = "--trace";
        arguments[count++] = session->options.trace;
    }
    arguments[count] = NULL;
    struct child_job job = { .argv = arguments, .timeout_ms = session->sample_timeout_ms,
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

/* What a step took, for the next run's estimate. A cell that is not supported will not be asked by the other passes. */
static enum coro_status learn(struct session *session, const struct plan_cell *cell, enum pass pass, enum cell_status answered,
                              double seconds)
{
    struct durations *durations = &session->durations;
    if (answered == CELL_OK)
        return runner_durations_learn(durations, pass, cell->row, cell->workload, seconds);
    enum coro_status status = CORO_OK;
    for (int other = 0; other < PASS_COUNT && answered == CELL_UNSUPPORTED && status == CORO_OK; other++)
        if (other == (int)pass || pass == PASS_VERIFY)
            status = runner_durations_set(durations, (enum pass)other, cell->row, cell->workload,
                                          other == (int)pass ? seconds : 0);
    return status;
}

static enum coro_status take_step(struct session *session, struct plan_cell *cell, enum pass pass, unsigned round)
{
    struct reply reply;
    char what[160];
    double expected = runner_durations_expect(&session->durations, pass, cell->row, cell->workload,
                                              questions[pass].assumed_seconds);
    snprintf(what, sizeof what, "%s  %s", cell->row->name, cell->workload->name);
    runner_progress_begin(&session->progress, pass, what);
    enum coro_status status = ask(session, cell, pass, &reply);
    if (status != CORO_OK)
        return status;
    if (reply.status != CELL_UNVERIFIED) {
        status = record(session, cell, pass, round, &reply);
        double seconds = runner_progress_end(&session->progress, pass, expected);
        if (status == CORO_OK)
            status = learn(session, cell, pass, reply.status, seconds);
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

/* Would the round, and what comes after the rounds, take the run past its budget? The first round is taken in any case. */
static bool is_budget_spent(const struct session *session, unsigned round)
{
    double budget = session->options.budget_seconds, later = 0, round_seconds = runner_passes_round_seconds(session, round);
    if (budget == 0 || round == 0 || round_seconds == 0 || runner_stop_requested())
        return false;
    for (int pass = 0; pass < PASS_COUNT; pass++)
        if (pass != PASS_TIME)
            later += runner_progress_pass_left_seconds(&session->progress, (enum pass)pass);
    return runner_session_seconds(session) + round_seconds + later > budget;
}

static enum coro_status end_rounds(struct session *session, unsigned rounds)
{
    session->options.rounds = rounds;
    return runner_session_note(session, "the time budget is spent: timing ends after %u round%s%s", rounds,
                               rounds == 1 ? "" : "s", rounds < RUNNER_ENOUGH_ROUNDS ? "; so few only screen" : "");
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

/* Steps that are still to be taken, and how long they are thought to take. */
struct expectation {
    size_t steps;
    double seconds;
};

static void expect(const struct session *session, enum pass pass, unsigned round, struct expectation *sum)
{
    for (size_t i = 0; i < session->plan.cell_count && !runner_session_skips(session, pass); i++) {
        struct plan_cell cell = session->plan.cells[i];
        double hope = 1;
        if (cell.status == CELL_UNVERIFIED && pass != PASS_VERIFY) {
            hope = runner_durations_hope(&session->durations, cell.row, cell.workload);
            cell.status = CELL_OK;
        }
        if (!is_due(&cell, pass, round))
            continue;
        sum->steps++;
        sum->seconds += hope * runner_durations_expect(&session->durations, pass, cell.row, cell.workload,
                                                       questions[pass].assumed_seconds);
    }
}

static void tell(struct session *session, enum pass pass, const struct expectation *sum)
{
    size_t done = session->progress.passes[pass].done;
    runner_progress_expect(&session->progress, pass, done + sum->steps, sum->steps == 0 ? 0 : sum->seconds / (double)sum->steps);
}

double runner_passes_round_seconds(const struct session *session, unsigned round)
{
    struct expectation sum = { 0 };
    expect(session, PASS_TIME, round, &sum);
    return sum.seconds;
}

void runner_passes_expect(struct session *session)
{
    static const enum pass walked[] = { PASS_VERIFY, PASS_ALLOCATIONS, PASS_KERNEL, PASS_TAILS, PASS_MEMORY };
    struct expectation samples = { 0 };
    for (size_t i = 0; i < sizeof walked / sizeof *walked; i++) {
        struct expectation steps = { 0 };
        if (session->options.rounds > 0 || !is_besides(walked[i]))
            expect(session, walked[i], 0, &steps);
        tell(session, walked[i], &steps);
    }
    for (unsigned round = 0; round < session->options.rounds; round++)
        expect(session, PASS_TIME, round, &samples);
    tell(session, PASS_TIME, &samples);
}
