/* SPDX-License-Identifier: MIT */
/* Owns the processes of the instructions pass: one valgrind per strategy, whose dumps are matched with the answers of the
 * program. A cell that crashes ends its process, and a new one is started with the cells behind it. */
#define _GNU_SOURCE
#include "bench/runner/run/run.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/measure/valgrind_requests.h"
#include "bench/runner/callgrind/callgrind.h"
#include "bench/process/message.h"
#include "bench/runner/plan/reply.h"
#include "report/base/memory.h"

/* The cells of one strategy that are still to be counted, in the order in which the program is told of them. */
struct batch {
    struct plan_cell **cells;
    size_t count;
    bool was_killed;            /* by a signal from outside: tried once more */
};

static bool is_due(const struct plan_cell *cell)
{
    return cell->status == CELL_OK && (cell->passes_done >> PASS_INSTRUCTIONS & 1) == 0;
}

enum coro_status runner_instructions_prepare(struct session *session)
{
    const char *const arguments[] = { "valgrind", "--version", NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = 20000, .output_limit = 4096, .cpu = RUNNER_ANY_CPU };
    struct child_end end;
    char version[64] = "";
    if (runner_child_run(&job, &end) != CORO_OK) {
        runner_note("valgrind cannot be looked for: %s", runner_child_reason(coro_status_message(CORO_ERR_IO)));
        return CORO_ERR_IO;
    }
    if (end.outcome == CHILD_EXITED && end.code == 0)
        snprintf(version, sizeof version, "%.*s", (int)strcspn(end.output, "\n"), end.output);
    runner_child_fini(&end);
    session->has_valgrind = version[0] != '\0' && MEASURE_HAS_CALLGRIND;
    if (!session->has_valgrind || session->options.text != NULL || session->options.trace != NULL)
        runner_instruction_cache_init_empty(&session->instructions);
    else
        runner_instruction_cache_init(&session->instructions, &session->programs, version);
    return CORO_OK;
}

static bool is_wanted(const struct session *session)
{
    return session->has_valgrind && session->options.rounds > 0 && !runner_session_skips(session, PASS_INSTRUCTIONS);
}

/* Must its cells be counted, as far as is known? A cell that nobody has verified yet counts as supported. */
static bool has_uncounted(const struct session *session, size_t row)
{
    const struct plan *plan = &session->plan;
    for (size_t i = 0; i < plan->workload_count; i++) {
        struct plan_cell cell = plan->cells[row * plan->workload_count + i];
        if (cell.status == CELL_UNVERIFIED)
            cell.status = CELL_OK;
        if (is_due(&cell) && runner_instruction_cache_get(&session->instructions, cell.row->name, cell.workload->name) == NULL)
            return true;
    }
    return false;
}

void runner_instructions_expect(struct session *session)
{
    size_t strategies = 0;
    for (size_t row = 0; row < session->plan.row_count && is_wanted(session); row++)
        strategies += has_uncounted(session, row);
    runner_progress_expect(&session->progress, PASS_INSTRUCTIONS, strategies);
}

static void note_missing(struct session *session, struct plan_cell *cell, const char *reason)
{
    runner_session_give_up(session, cell, PASS_INSTRUCTIONS);
    runner_session_note(session, "%s on %s has no instruction counts: %s", cell->row->name, cell->workload->name, reason);
}

/* Records {"metrics":{...}} as samples. False when the metrics are not those of the pass. */
static bool add_counts(struct session *session, struct plan_cell *cell, const json_t *answer)
{
    const char *fault = runner_session_add(session, cell, PASS_INSTRUCTIONS, 0, answer);
    if (fault != NULL)
        note_missing(session, cell, fault);
    return fault == NULL;
}

/* The cell's costs according to the dumps, once its items are known. */
static void count(struct session *session, const struct dumps *dumps, struct plan_cell *cell, const double items[2])
{
    json_t *answer = runner_dumps_per_item(dumps, cell->workload->name, items);
    if (answer == NULL)
        note_missing(session, cell, "callgrind left no two dumps of different lengths");
    else if (add_counts(session, cell, answer))
        runner_instruction_cache_put(&session->instructions, cell->row->name, cell->workload->name, answer);
    json_decref(answer);
}

/* The cell of the batch that waits for an answer about this workload, or NULL. */
static struct plan_cell *find_waiting(const struct batch *batch, const char *workload)
{
    for (size_t i = 0; workload != NULL && i < batch->count; i++)
        if (is_due(batch->cells[i]) && strcmp(batch->cells[i]->workload->name, workload) == 0)
            return batch->cells[i];
    return NULL;
}

/* One line of the program's answer. Lines about other cells are passed over. */
static void take_line(struct session *session, const struct dumps *dumps, const struct batch *batch, const char *line,
                      size_t bytes)
{
    struct reply reply;
    double items[2];
    runner_reply_read(line, bytes, &reply);
    struct plan_cell *cell = find_waiting(batch, json_string_value(json_object_get(reply.body, "workload")));
    if (cell != NULL && reply.status == CELL_UNSUPPORTED)
        runner_session_give_up(session, cell, PASS_INSTRUCTIONS);
    else if (cell != NULL && reply.status != CELL_OK)
        note_missing(session, cell, reply.reason);
    else if (cell != NULL && json_unpack(reply.body, "{s:[F, F]}", "items", &items[0], &items[1]) != 0)
        note_missing(session, cell, "the program did not say how many items it ran");
    else if (cell != NULL)
        count(session, dumps, cell, items);
    runner_reply_fini(&reply);
}

static void take_answer(struct session *session, const struct dumps *dumps, const struct batch *batch,
                        const struct child_end *end)
{
    const char *newline;
    for (const char *line = end->output; (newline = strchr(line, '\n')) != NULL; line = newline + 1)
        take_line(session, dumps, batch, line, (size_t)(newline - line));
}

/* Keeps the cells without an answer in the batch. The first of them ended the process, so it is given up; after a clean exit
 * all of them are. */
static void drop_settled(struct session *session, struct batch *batch, const struct child_job *job, const struct child_end *end)
{
    char reason[RUNNER_REASON_BYTES] = "the program did not answer";
    enum cell_status process = runner_reply_explain(job, end, reason);
    size_t kept = 0;
    bool is_first = true, is_tried_again = runner_reply_is_killed(end) && !batch->was_killed;
    for (size_t i = 0; i < batch->count; i++) {
        if (!is_due(batch->cells[i]))
            continue;
        if ((is_first && !is_tried_again) || process == CELL_OK)
            note_missing(session, batch->cells[i], reason);
        else
            batch->cells[kept++] = batch->cells[i];
        is_first = false;
    }
    batch->count = kept;
    if (is_tried_again && kept > 0)
        runner_session_note(session, "%s was killed in the pass \"instructions\" and tried once more: %s",
                            batch->cells[0]->row->name, reason);
    batch->was_killed |= is_tried_again;
}

/* One process for the whole batch. */
static void run_batch(struct session *session, struct dumps *dumps, struct batch *batch)
{
    struct child_end end = { 0 };
    char out_file[PATH_MAX + 64], log_file[PATH_MAX + 64];
    const char *const inputs[][2] = { { "--text", session->options.text }, { "--trace", session->options.trace } };
    size_t used = 0;
    const char **arguments = report_allocate_zeroed(batch->count + 18, sizeof *arguments);
    snprintf(out_file, sizeof out_file, "--callgrind-out-file=%s/out.%%p", dumps->directory);
    snprintf(log_file, sizeof log_file, "--log-file=%s/log.%%p", dumps->directory);
    /* Without vgdb: a valgrind that is killed leaves vgdb's pipes in /tmp. */
    const char *const fixed[] = { "valgrind", "-q", "--vgdb=no", log_file, "--tool=callgrind", "--branch-sim=yes",
                                  "--skip-plt=no", "--dump-line=no", "--compress-strings=no", "--compress-pos=no", out_file,
                                  session->programs.path[PROGRAM_CELL], "instructions", batch->cells[0]->row->name };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        arguments[used++] = fixed[i];
    for (size_t i = 0; i < batch->count; i++)
        arguments[used++] = batch->cells[i]->workload->name;
    for (size_t i = 0; i < 2; i++)
        if (inputs[i][1] != NULL) {
            arguments[used++] = inputs[i][0];
            arguments[used++] = inputs[i][1];
        }
    struct child_job job = { .argv = arguments, .timeout_ms = session->callgrind_timeout_ms,
                             .output_limit = RUNNER_ANSWER_LIMIT_BYTES, .cpu = session->cpu };
    runner_session_fail(session, runner_child_run(&job, &end));
    if (session->failure == CORO_OK && end.outcome != CHILD_STOPPED)
        runner_session_fail(session, runner_dumps_collect(dumps));
    if (session->failure == CORO_OK && end.outcome != CHILD_STOPPED) {
        take_answer(session, dumps, batch, &end);
        drop_settled(session, batch, &job, &end);
    }
    runner_child_fini(&end);
    free(arguments);
}

/* Takes the remembered counts; the cells without make the batch. */
static void fill_batch(struct session *session, size_t row, struct batch *batch)
{
    const struct plan *plan = &session->plan;
    batch->count = 0;
    batch->was_killed = false;
    for (size_t i = 0; i < plan->workload_count; i++) {
        struct plan_cell *cell = &plan->cells[row * plan->workload_count + i];
        if (!is_due(cell))
            continue;
        json_t *remembered = runner_instruction_cache_get(&session->instructions, cell->row->name, cell->workload->name);
        if (remembered != NULL)
            (void)add_counts(session, cell, remembered);
        else
            batch->cells[batch->count++] = cell;
    }
}

static void run_strategy(struct session *session, struct dumps *dumps, size_t row, struct batch *batch)
{
    char what[160];
    fill_batch(session, row, batch);
    if (batch->count == 0)
        return;
    snprintf(what, sizeof what, "%s  %zu workloads", session->plan.rows[row]->name, batch->count);
    runner_progress_begin(&session->progress, PASS_INSTRUCTIONS, what);
    while (batch->count > 0 && runner_session_goes_on(session))
        run_batch(session, dumps, batch);
    runner_progress_end(&session->progress, PASS_INSTRUCTIONS);
}

void runner_instructions_run(struct session *session, enum pass pass)
{
    struct dumps dumps;
    struct batch batch = { 0 };
    (void)pass;
    if (!session->has_valgrind) {
        runner_session_note(session, "this run has no instruction counts: %s",
                            MEASURE_HAS_CALLGRIND ? "valgrind cannot be started, or is not installed" : MEASURE_NO_CALLGRIND);
        return;
    }
    if (runner_dumps_init(&dumps) != CORO_OK) {
        runner_session_note(session, "no temporary directory can be made: this run has no instruction counts");
        return;
    }
    batch.cells = report_allocate_zeroed(session->plan.workload_count, sizeof *batch.cells);
    for (size_t row = 0; row < session->plan.row_count && runner_session_goes_on(session); row++)
        run_strategy(session, &dumps, row, &batch);
    runner_instruction_cache_save(&session->instructions);
    free(batch.cells);
    runner_dumps_fini(&dumps);
}
