/* SPDX-License-Identifier: MIT */
/* Owns the two stages: the samples to take, their order, and which of them run side by side. */
#include "bench/runner/compare/compare.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/runner/compare/kept_program.h"
#include "bench/runner/machine/machine.h"
#include "bench/process/child.h"
#include "bench/process/message.h"
#include "bench/runner/plan/order.h"
#include "bench/process/program_copy.h"
#include "bench/runner/plan/programs.h"
#include "bench/runner/plan/progress.h"
#include "bench/runner/plan/reply.h"
#include "bench/runner/run/run.h"
#include "bench/process/stop.h"
#include "bench/fixtures/input_text.h"
#include "report/base/memory.h"

/* The sets of samples of one cell; the first stage does without AGAIN. */
enum arm { BEFORE, AFTER, AGAIN, ARMS };

struct candidate {
    struct report_difference *difference;
    const char *strategy, *workload;
    double times[ARMS][RUNNER_CONFIRM_BLOCKS];
    char failure[RUNNER_REASON_BYTES];      /* why it cannot be measured; empty while it can */
};

static const struct stage {
    const char *name;
    size_t arms;
    unsigned rounds;
} look = { "a look at", AGAIN, RUNNER_CONFIRM_PAIRS }, decision = { "measuring again", ARMS, RUNNER_CONFIRM_BLOCKS };
_Static_assert(ARMS <= (int)RUNNER_CHILDREN_MAX, "a block runs side by side");

/* Each process of a block holds its tasks' memory, kilobytes of each, at the same time. With more tasks they take turns. */
enum { MOST_TASKS_SIDE_BY_SIDE = 10000 };

struct confirmation {
    const struct confirm_request *request;
    char before_program[PATH_MAX], after_program[PATH_MAX];
    const char *programs[ARMS];             /* of these two */
    struct program_copy copies[ARMS];       /* of this round */
    struct candidate *candidates;           /* all cells at first, then the cells that the look did not clear */
    size_t count;
    struct progress progress;
    int cpu;
};

static bool runs_side_by_side(const struct confirmation *confirmation, const struct candidate *candidate)
{
    const struct workload_card *card = table_find_workload(candidate->workload);
    return confirmation->cpu != RUNNER_ANY_CPU && card != NULL && !card->waits_for_others
           && card->task_count <= MOST_TASKS_SIDE_BY_SIDE;
}

static void record(struct candidate *candidate, size_t arm, unsigned round, const struct reply *reply)
{
    const json_t *value = json_object_get(json_object_get(reply->body, "metrics"), "time_ns");
    double time_ns = json_number_value(value);
    if (reply->status == CELL_OK && isfinite(time_ns) && time_ns > 0)
        candidate->times[arm][round] = time_ns;
    else if (reply->status != CELL_UNVERIFIED)
        snprintf(candidate->failure, sizeof candidate->failure, "%s",
                 reply->status == CELL_OK ? "it answered without a time" : reply->reason);
}

/* Takes one sample of each arm, side by side. */
static enum coro_status take_samples(const struct confirmation *confirmation, struct candidate *candidate, const size_t *arms,
                                     size_t count, unsigned round)
{
    const struct confirm_request *request = confirmation->request;
    const char *words[ARMS][RUNNER_WORDS_MAX];
    struct child_job jobs[ARMS];
    struct reply replies[ARMS];
    const struct workload_card *card = table_find_workload(candidate->workload);
    int cpu = card != NULL && card->is_parallel ? RUNNER_ANY_CPU : confirmation->cpu;
    for (size_t i = 0; i < count; i++) {
        runner_reply_words(words[i], confirmation->copies[arms[i]].path, NULL, candidate->strategy, candidate->workload,
                           request->text, request->trace);
        jobs[i] = (struct child_job){ .argv = words[i], .timeout_ms = RUNNER_SAMPLE_TIMEOUT_MS * (unsigned)count,
                                      .output_limit = RUNNER_ANSWER_LIMIT_BYTES, .cpu = cpu };
    }
    enum coro_status status = runner_reply_ask_together(jobs, count, replies);
    for (size_t i = 0; i < count && status == CORO_OK; i++) {
        record(candidate, arms[i], round, &replies[i]);
        runner_reply_fini(&replies[i]);
    }
    return status == CORO_OK && runner_stop_requested() ? CORO_ERR_CANCELLED : status;
}

static enum coro_status take_block(struct confirmation *confirmation, struct candidate *candidate, size_t arms, unsigned round,
                                   struct order *order)
{
    size_t shuffled[ARMS], together = runs_side_by_side(confirmation, candidate) ? arms : 1;
    enum coro_status status = CORO_OK;
    char what[160];
    snprintf(what, sizeof what, "%s  %s", candidate->strategy, candidate->workload);
    runner_progress_begin(&confirmation->progress, PASS_TIME, what);
    runner_order_shuffle(order, shuffled, arms);
    for (size_t i = 0; i < arms && status == CORO_OK && candidate->failure[0] == '\0'; i += together)
        status = take_samples(confirmation, candidate, shuffled + i, together, round);
    if (status == CORO_ERR_IO) {
        runner_progress_clear(&confirmation->progress);
        runner_note("%s", runner_child_reason(coro_status_message(status)));
    }
    if (status == CORO_OK)
        runner_progress_end(&confirmation->progress, PASS_TIME);
    return status;
}

static enum coro_status take_round(struct confirmation *confirmation, const struct stage *stage, uint64_t seed,
                                   unsigned round, size_t *indices)
{
    struct order order = runner_order_start(seed, round);
    enum coro_status status = CORO_OK;
    size_t copied = 0;
    for (; copied < stage->arms && status == CORO_OK; copied++)
        status = runner_program_copy_init(&confirmation->copies[copied], confirmation->programs[copied]);
    runner_order_shuffle(&order, indices, confirmation->count);
    for (size_t i = 0; i < confirmation->count && status == CORO_OK; i++)
        status = take_block(confirmation, &confirmation->candidates[indices[i]], stage->arms, round, &order);
    while (copied > 0)
        runner_program_copy_fini(&confirmation->copies[--copied]);
    return status;
}

static enum coro_status take_rounds(struct confirmation *confirmation, const struct stage *stage, uint64_t seed)
{
    size_t *indices = report_allocate_zeroed(confirmation->count, sizeof *indices);
    enum coro_status status = CORO_OK;
    runner_progress_init(&confirmation->progress, stderr);
    runner_progress_expect(&confirmation->progress, PASS_TIME, confirmation->count * stage->rounds);
    runner_note("%s %zu cells, %u processes of each build: %zu steps", stage->name, confirmation->count, stage->rounds,
                runner_progress_steps_left(&confirmation->progress));
    for (unsigned round = 0; round < stage->rounds && status == CORO_OK; round++)
        status = take_round(confirmation, stage, seed, round, indices);
    free(indices);
    runner_progress_clear(&confirmation->progress);
    return status;
}

/* A cell that cannot be measured is told once, where its times would be entered. */
static bool has_failed(const struct candidate *candidate)
{
    if (candidate->failure[0] != '\0')
        runner_note("%s on %s cannot be measured afresh: %s", candidate->strategy, candidate->workload, candidate->failure);
    return candidate->failure[0] != '\0';
}

/* Enters the times of the look. Cells that it clears, and cells that cannot be measured, drop out. */
static void enter_look(struct confirmation *confirmation)
{
    size_t kept = 0;
    for (size_t i = 0; i < confirmation->count; i++) {
        struct candidate *candidate = &confirmation->candidates[i];
        if (has_failed(candidate))
            continue;
        report_comparison_look(candidate->difference, candidate->times[BEFORE], candidate->times[AFTER], RUNNER_CONFIRM_PAIRS);
        if (candidate->difference->look == REPORT_LOOK_NOT_CLEARED)
            confirmation->candidates[kept++] = *candidate;
    }
    confirmation->count = kept;
}

static void enter_decision(const struct confirmation *confirmation)
{
    for (size_t i = 0; i < confirmation->count; i++) {
        const struct candidate *candidate = &confirmation->candidates[i];
        if (!has_failed(candidate))
            report_comparison_enter(candidate->difference, candidate->times[BEFORE], candidate->times[AGAIN],
                                    candidate->times[AFTER], RUNNER_CONFIRM_BLOCKS);
    }
}

/* Older files do not say which trace it was. */
static bool is_other_trace(const struct report_plan *plan, const char *path)
{
    char hash[TRACE_HASH_BYTES];
    return path != NULL && plan->trace_sha256 != NULL && trace_hash_file(path, hash) && strcmp(hash, plan->trace_sha256) != 0;
}

/* A file may name any text or trace; only the user's are read. */
static enum coro_status find_inputs(const struct report_result *result, const struct confirm_request *request)
{
    const struct report_plan *plan = &result->plan;
    if (plan->text_path != NULL && strcmp(plan->text_path, TEXT_DEFAULT_PATH) != 0 && request->text == NULL)
        return runner_refuse(CORO_ERR_IO, "%s was made with the text %s: name it with --text FILE", result->path,
                             plan->text_path);
    if (plan->trace_path != NULL && request->trace == NULL)
        return runner_refuse(CORO_ERR_IO, "%s was made with the trace %s: name it with --trace FILE", result->path,
                             plan->trace_path);
    if (is_other_trace(plan, request->trace))
        return runner_refuse(CORO_ERR_IO, "%s was not made with the trace %s: name another", result->path, request->trace);
    return CORO_OK;
}

static enum coro_status find_programs(struct confirmation *confirmation, const struct report_comparison *comparison)
{
    const struct confirm_request *request = confirmation->request;
    enum coro_status status = find_inputs(comparison->before, request);
    if (status == CORO_OK)
        status = find_inputs(comparison->after, request);
    if (status == CORO_OK)
        status = runner_kept_libraries(comparison->before);
    if (status == CORO_OK)
        status = runner_kept_libraries(comparison->after);
    if (status == CORO_OK)
        status = runner_kept_program(comparison->before, request, confirmation->before_program);
    if (status == CORO_OK)
        status = runner_kept_program(comparison->after, request, confirmation->after_program);
    confirmation->programs[BEFORE] = confirmation->programs[AGAIN] = confirmation->before_program;
    confirmation->programs[AFTER] = confirmation->after_program;
    return status;
}

/* The names of a result file become arguments of a program, so they have to be names of this table. */
static struct candidate candidate_of(const struct report_result *result, struct report_difference *difference)
{
    struct candidate candidate = { .difference = difference,
                                   .strategy = result->strategies[difference->before->strategy].name,
                                   .workload = result->workloads[difference->before->workload].name };
    if (table_find_row(candidate.strategy) == NULL || table_find_workload(candidate.workload) == NULL)
        snprintf(candidate.failure, sizeof candidate.failure, "this build has no such row or workload");
    return candidate;
}

/* Adds "NAME: FINDING" for the sources of noise that make a verdict doubtful. */
static void note_doubts(struct report_comparison *comparison, int cpu, enum pinning pinning)
{
    static const char *const doubtful[] = { "governor", "load", "pinning", "CPU quota", "swap" };
    struct machine_view view = { .root = "", .cpu = cpu, .pinning = pinning };
    struct noise_source sources[NOISE_SOURCE_COUNT];
    size_t length = 0, room = sizeof comparison->doubts;
    noise_sources_find(&view, sources);
    for (size_t i = 0; i < NOISE_SOURCE_COUNT; i++)
        for (size_t j = 0; j < sizeof doubtful / sizeof *doubtful && length < room; j++)
            if (sources[i].mark == MARK_NOISY && strcmp(sources[i].name, doubtful[j]) == 0)
                length += (size_t)snprintf(comparison->doubts + length, room - length, "%s%s %s", length > 0 ? "; " : "",
                                           sources[i].name, sources[i].finding);
}

static enum coro_status prepare(struct confirmation *confirmation, struct report_comparison *comparison)
{
    bool is_shared;
    enum coro_status status = find_programs(confirmation, comparison);
    if (status != CORO_OK)
        return status;
    confirmation->candidates = report_allocate_zeroed(comparison->count, sizeof *confirmation->candidates);
    confirmation->count = comparison->count;
    for (size_t i = 0; i < comparison->count; i++)
        confirmation->candidates[i] = candidate_of(comparison->before, &comparison->differences[i]);
    confirmation->cpu = runner_cpu_take(&is_shared);
    note_doubts(comparison, confirmation->cpu,
                is_shared ? PINNED_WITH_OTHERS : confirmation->cpu == RUNNER_ANY_CPU ? NOT_PINNED : PINNED);
    return CORO_OK;
}

enum coro_status runner_confirm(struct report_comparison *comparison, const struct confirm_request *request)
{
    struct confirmation confirmation = { .request = request };
    struct order order = runner_order_start(request->seed, RUNNER_CONFIRM_PAIRS);   /* gives the second stage a seed of its own */
    comparison->is_confirmed = true;
    if (comparison->count == 0)
        return runner_refuse(CORO_ERR_IO, "nothing can be measured afresh: the files have no timed cell in common");
    enum coro_status status = prepare(&confirmation, comparison);
    if (status == CORO_OK)
        status = take_rounds(&confirmation, &look, request->seed);
    if (status == CORO_OK)
        enter_look(&confirmation);
    if (status == CORO_OK && confirmation.count > 0)
        status = take_rounds(&confirmation, &decision, runner_order_next(&order));
    if (status == CORO_OK)
        enter_decision(&confirmation);
    free(confirmation.candidates);
    return status;
}
