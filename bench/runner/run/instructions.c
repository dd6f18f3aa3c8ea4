/* SPDX-License-Identifier: MIT */
/* Starts valgrind per strategy, matches its dumps with the program's answers, and keeps going past a cell that crashes: the
 * process is started again with the cells behind it. */
#define _GNU_SOURCE
#include "bench/runner/run/instructions.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/runner/callgrind/dump_directory.h"
#include "bench/process/message.h"
#include "bench/runner/plan/reply.h"
#include "bench/process/stop.h"

/* The cells of one strategy that are still to be counted, in the order in which the program is told of them. */
struct batch {
    struct plan_cell **cells;
    size_t count;
};

static bool is_due(const struct plan_cell *cell)
{
    return cell->status == CELL_OK && (cell->passes_done >> PASS_INSTRUCTIONS & 1) == 0;
}

static void mark_done(struct plan_cell *cell)
{
    cell->passes_done |= UINT32_C(1) << PASS_INSTRUCTIONS;
}

static enum coro_status find_valgrind(char version[64])
{
    const char *const arguments[] = { "valgrind", "--version", NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = 20000, .output_limit = 4096, .cpu = RUNNER_ANY_CPU };
    struct child_end end;
    enum coro_status status = runner_child_run(&job, &end);
    if (status != CORO_OK)
        return status;
    version[0] = '\0';
    if (end.outcome == CHILD_EXITED && end.code == 0)
        snprintf(version, 64, "%.*s", (int)strcspn(end.output, "\n"), end.output);
    runner_child_fini(&end);
    return CORO_OK;
}

enum coro_status runner_instructions_prepare(struct session *session)
{
    char version[64];
    enum coro_status status = find_valgrind(version);
    if (status == CORO_ERR_IO)
        runner_note("no process can be started, not even to look for valgrind");
    if (status != CORO_OK)
        return status;
    session->has_valgrind = version[0] != '\0';
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

static enum coro_status note_missing(struct session *session, struct plan_cell *cell, const char *reason)
{
    enum coro_status status = runner_session_give_up(session, cell, PASS_INSTRUCTIONS);
    if (status != CORO_OK)
        return status;
    return runner_session_note(session, "%s on %s has no instruction counts: %s", cell->row->name, cell->workload->name, reason);
}

/* Records {"metrics":{...}} as samples. */
static enum coro_status add_counts(struct session *session, struct plan_cell *cell, const json_t *answer)
{
    const char *complaint;
    enum coro_status status = runner_session_add(session, cell, PASS_INSTRUCTIONS, 0, answer, &complaint);
    if (status == CORO_ERR_WRONG_RESULT)
        return note_missing(session, cell, complaint);
    mark_done(cell);
    return status;
}

/* What the dumps say about a cell whose items are known. */
static enum coro_status count(struct session *session, const struct dumps *dumps, struct plan_cell *cell, const double items[2])
{
    json_t *answer = runner_dumps_per_item(dumps, cell->workload->name, items);
    if (answer == NULL)
        return note_missing(session, cell, "callgrind left no two dumps of different lengths");
    enum coro_status status = add_counts(session, cell, answer);
    if (status == CORO_OK)
        runner_instruction_cache_put(&session->instructions, cell->row->name, cell->workload->name, answer);
    json_decref(answer);
    return status;
}

/* One line of the program's answer. Lines about nothing that was asked are passed over. */
static enum coro_status take_line(struct session *session, const struct dumps *dumps, const struct batch *batch,
                                  const char *line, size_t bytes)
{
    struct reply reply;
    struct plan_cell *cell = NULL;
    double items[2];
    enum coro_status status = CORO_OK;
    runner_reply_read(line, bytes, &reply);
    const char *workload = json_string_value(json_object_get(reply.body, "workload"));
    for (size_t i = 0; workload != NULL && i < batch->count; i++)
        if (is_due(batch->cells[i]) && strcmp(batch->cells[i]->workload->name, workload) == 0)
            cell = batch->cells[i];
    if (cell == NULL)
        goto out;
    if (reply.status == CELL_UNSUPPORTED)
        status = runner_session_give_up(session, cell, PASS_INSTRUCTIONS);
    else if (reply.status != CELL_OK)
        status = note_missing(session, cell, reply.reason);
    else if (json_unpack(reply.body, "{s:[F, F]}", "items", &items[0], &items[1]) != 0)
        status = note_missing(session, cell, "the program did not say how many items it ran");
    else
        status = count(session, dumps, cell, items);
out:
    runner_reply_fini(&reply);
    return status;
}

static enum coro_status take_answer(struct session *session, const struct dumps *dumps, const struct batch *batch,
                                    const struct child_end *end)
{
    enum coro_status status = CORO_OK;
    const char *line = end->output, *newline;
    while (status == CORO_OK && (newline = strchr(line, '\n')) != NULL) {
        status = take_line(session, dumps, batch, line, (size_t)(newline - line));
        line = newline + 1;
    }
    return status;
}

/* Leaves the cells that nothing is known of. The first of them ended the process and is given up; after a clean exit all are. */
static enum coro_status drop_settled(struct session *session, struct batch *batch, const struct child_job *job,
                                     const struct child_end *end)
{
    char reason[RUNNER_REASON_BYTES] = "the program did not answer";
    enum cell_status process = runner_reply_explain(job, end, reason);
    enum coro_status status = CORO_OK;
    size_t kept = 0;
    bool is_first = true;
    for (size_t i = 0; i < batch->count && status == CORO_OK; i++) {
        if (!is_due(batch->cells[i]))
            continue;
        if (is_first || process == CELL_OK)
            status = note_missing(session, batch->cells[i], reason);
        else
            batch->cells[kept++] = batch->cells[i];
        is_first = false;
    }
    batch->count = kept;
    return status;
}

/* One process for the whole batch. */
static enum coro_status run_batch(struct session *session, struct dumps *dumps, struct batch *batch)
{
    struct child_end end;
    char out_file[PATH_MAX + 64], log_file[PATH_MAX + 64];
    size_t used = 0;
    const char **arguments = calloc(batch->count + 18, sizeof *arguments);
    if (arguments == NULL)
        return CORO_ERR_NO_MEMORY;
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
    if (session->options.text != NULL) {
        arguments[used++] = "--text";
        arguments[used++] = session->options.text;
    }
    if (session->options.trace != NULL) {
        arguments[used++] = "--trace";
        arguments[used++] = session->options.trace;
    }
    struct child_job job = { .argv = arguments, .timeout_ms = session->callgrind_timeout_ms,
                             .output_limit = RUNNER_ANSWER_LIMIT_BYTES, .cpu = session->cpu };
    enum coro_status status = runner_child_run(&job, &end);
    if (status != CORO_OK)
        goto free_arguments;
    if (end.outcome != CHILD_STOPPED) {
        status = runner_dumps_collect(dumps);
        if (status == CORO_OK)
            status = take_answer(session, dumps, batch, &end);
        if (status == CORO_OK)
            status = drop_settled(session, batch, &job, &end);
    }
    runner_child_fini(&end);
free_arguments:
    free(arguments);
    return status;
}

/* Takes what is remembered; what is left makes the batch. */
static enum coro_status fill_batch(struct session *session, size_t row, struct batch *batch)
{
    const struct plan *plan = &session->plan;
    enum coro_status status = CORO_OK;
    batch->count = 0;
    for (size_t i = 0; i < plan->workload_count && status == CORO_OK; i++) {
        struct plan_cell *cell = &plan->cells[row * plan->workload_count + i];
        if (!is_due(cell))
            continue;
        json_t *remembered = runner_instruction_cache_get(&session->instructions, cell->row->name, cell->workload->name);
        if (remembered != NULL)
            status = add_counts(session, cell, remembered);
        else
            batch->cells[batch->count++] = cell;
    }
    return status;
}

static enum coro_status run_strategy(struct session *session, struct dumps *dumps, size_t row, struct batch *batch)
{
    char what[160];
    enum coro_status status = fill_batch(session, row, batch);
    if (status != CORO_OK || batch->count == 0)
        return status;
    snprintf(what, sizeof what, "%s  %zu workloads", session->plan.rows[row]->name, batch->count);
    runner_progress_begin(&session->progress, PASS_INSTRUCTIONS, what);
    while (status == CORO_OK && batch->count > 0 && !runner_stop_requested())
        status = run_batch(session, dumps, batch);
    runner_progress_end(&session->progress, PASS_INSTRUCTIONS);
    return status;
}

enum coro_status runner_instructions_run(struct session *session)
{
    struct dumps dumps;
    struct batch batch = { 0 };
    if (!session->has_valgrind)
        return runner_session_note(session, "valgrind cannot be started, or is not installed: "
                                            "this run has no instruction counts");
    enum coro_status status = runner_dumps_init(&dumps);
    if (status != CORO_OK)
        return runner_session_note(session, "no temporary directory can be made: this run has no instruction counts");
    batch.cells = calloc(session->plan.workload_count + 1, sizeof *batch.cells);
    if (batch.cells == NULL)
        status = CORO_ERR_NO_MEMORY;
    for (size_t row = 0; row < session->plan.row_count && status == CORO_OK && !runner_stop_requested(); row++)
        status = run_strategy(session, &dumps, row, &batch);
    runner_instruction_cache_save(&session->instructions);
    free(batch.cells);
    runner_dumps_fini(&dumps);
    return status;
}
