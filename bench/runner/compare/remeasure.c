/* SPDX-License-Identifier: MIT */
/* Owns the two stages: the samples to take, their order, and which of them run side by side. */
#include "bench/runner/compare/compare.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/runner/machine/machine.h"
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
    const struct report_comparison *comparison;
    const char *programs[ARMS];
    struct program_copy copies[ARMS];       /* of this round */
    struct candidate *candidates;           /* all cells at first, then the cells that the look did not clear */
    size_t count;
    struct progress progress;
    int cpu;
};

/* Finds the program that made the file's times. */
static enum coro_status find_program(const struct report_result *result, const char **path)
{
    char sha256[RUNNER_SHA256_BYTES];
    const struct report_executable *executable = report_result_executable(result, REPORT_TIMING_PROGRAM);
    if (executable == NULL || executable->path == NULL)
        return runner_refuse(CORO_ERR_IO, "%s does not say which program made its times: it cannot be measured again",
                             result->path);
    enum coro_status status = runner_programs_hash(executable->path, sha256);
    if (runner_stop_requested())
        return CORO_ERR_CANCELLED;
    if (status != CORO_OK || strcmp(sha256, executable->sha256) != 0)
        return runner_refuse(CORO_ERR_IO, "%s is not there any more, or is not the program that made %s: build it again",
                             executable->path, result->path);
    *path = executable->path;
    return CORO_OK;
}

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
    const struct report_plan *plan = &confirmation->comparison->before->plan;
    const char *words[ARMS][RUNNER_WORDS_MAX], *text = plan->text_path;
    struct child_job jobs[ARMS];
    struct reply replies[ARMS];
    if (text != NULL && strcmp(text, TEXT_DEFAULT_PATH) == 0)
        text = NULL;
    for (size_t i = 0; i < count; i++) {
        runner_reply_words(words[i], confirmation->copies[arms[i]].path, NULL, candidate->strategy, candidate->workload, text,
                           plan->trace_path);
        jobs[i] = (struct child_job){ .argv = words[i], .timeout_ms = RUNNER_SAMPLE_TIMEOUT_MS * (unsigned)count,
                                      .output_limit = RUNNER_ANSWER_LIMIT_BYTES, .cpu = confirmation->cpu };
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
        runner_note("no process can be made: %s", strerror(errno));
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

static enum coro_status prepare(struct confirmation *confirmation, struct report_comparison *comparison)
{
    bool is_shared;
    enum coro_status status = find_program(comparison->before, &confirmation->programs[BEFORE]);
    if (status == CORO_OK)
        status = find_program(comparison->after, &confirmation->programs[AFTER]);
    if (status != CORO_OK)
        return status;
    confirmation->programs[AGAIN] = confirmation->programs[BEFORE];
    confirmation->candidates = report_allocate_zeroed(comparison->count, sizeof *confirmation->candidates);
    confirmation->count = comparison->count;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct report_series *before = comparison->differences[i].before;
        confirmation->candidates[i] = (struct candidate){ .difference = &comparison->differences[i],
                                                          .strategy = comparison->before->strategies[before->strategy].name,
                                                          .workload = comparison->before->workloads[before->workload].name };
    }
    confirmation->cpu = runner_cpu_take(&is_shared);
    if (is_shared)
        runner_note("every CPU is taken by another run of corolab: the two measure one another");
    return CORO_OK;
}

enum coro_status runner_confirm(struct report_comparison *comparison, uint64_t seed)
{
    struct confirmation confirmation = { .comparison = comparison };
    struct order order = runner_order_start(seed, RUNNER_CONFIRM_PAIRS);    /* gives the second stage a seed of its own */
    if (comparison->count == 0)
        return CORO_OK;
    enum coro_status status = prepare(&confirmation, comparison);
    if (status == CORO_OK)
        status = take_rounds(&confirmation, &look, seed);
    if (status == CORO_OK)
        enter_look(&confirmation);
    if (status == CORO_OK && confirmation.count > 0)
        status = take_rounds(&confirmation, &decision, runner_order_next(&order));
    if (status == CORO_OK)
        enter_decision(&confirmation);
    free(confirmation.candidates);
    return status;
}
