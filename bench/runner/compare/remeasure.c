/* SPDX-License-Identifier: MIT */
/* The timing programs are looked up in the files and must still be what they were; then rounds of shuffled samples. */
#include "bench/runner/compare/remeasure.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/runner/machine/cpu.h"
#include "bench/process/message.h"
#include "bench/runner/plan/order.h"
#include "bench/process/program_copy.h"
#include "bench/runner/plan/programs.h"
#include "bench/runner/plan/progress.h"
#include "bench/runner/plan/reply.h"
#include "bench/runner/run/session.h"
#include "bench/process/stop.h"
#include "bench/fixtures/input_text.h"
#include "report/analysis/environment_differences.h"

/* The sets of samples of one cell; a look does without AGAIN. */
enum arm { BEFORE, AFTER, AGAIN, ARMS };
enum { LOOK_ARMS = AGAIN };

struct suspect {
    struct report_difference *difference;
    double times[ARMS][RUNNER_CONFIRM_BLOCKS];
    char trouble[RUNNER_REASON_BYTES];      /* why it cannot be measured; empty while it can */
};

/* What both stages have, in numbers. */
struct stage_of_confirmation {
    const char *what;
    size_t arms;
    unsigned rounds;
};
static const struct stage_of_confirmation look = { "a look at", LOOK_ARMS, RUNNER_CONFIRM_PAIRS };
static const struct stage_of_confirmation decision = { "measuring again", ARMS, RUNNER_CONFIRM_BLOCKS };
_Static_assert(ARMS <= (int)RUNNER_CHILDREN_MAX, "a block runs side by side");

/* Of more tasks than these, the memory, kilobytes of each, is not to be there as often as a block has processes. */
enum { MOST_TASKS_SIDE_BY_SIDE = 10000 };

struct confirmation {
    const struct report_comparison *comparison;
    const char *programs[ARMS];
    struct program_copy copies[ARMS];       /* of this round */
    struct suspect *suspects;   /* all cells at first, then those that the look did not clear */
    size_t count;
    struct progress progress;
    int cpu;
};

/* The program that made the file's times, if it is still there. */
static enum coro_status find_program(const struct report_result *result, const char **path)
{
    char sha256[RUNNER_SHA256_BYTES];
    const struct report_executable *executable = report_result_executable(result, REPORT_TIMING_PROGRAM);
    if (executable == NULL || executable->path == NULL) {
        runner_note("%s does not say which program made its times: it cannot be measured again", result->path);
        return CORO_ERR_IO;
    }
    enum coro_status status = runner_programs_hash(executable->path, sha256);
    if (runner_stop_requested())
        return CORO_ERR_CANCELLED;
    if (status != CORO_OK || strcmp(sha256, executable->sha256) != 0) {
        runner_note("%s is not there any more, or is not the program that made %s: build it again", executable->path, result->path);
        return CORO_ERR_IO;
    }
    *path = executable->path;
    return CORO_OK;
}

static bool runs_side_by_side(const struct confirmation *confirmation, const struct suspect *suspect)
{
    const struct report_result *before = confirmation->comparison->before;
    const struct workload_card *card = table_find_workload(before->workloads[suspect->difference->before->workload].name);
    return confirmation->cpu != RUNNER_ANY_CPU && card != NULL && !card->waits_for_others
           && card->task_count <= MOST_TASKS_SIDE_BY_SIDE;
}

/* The words that ask for a sample, without the program's; NULL-terminated. */
static void ask_for(const struct report_result *before, const struct suspect *suspect, const char *arguments[8])
{
    const struct report_series *series = suspect->difference->before;
    size_t count = 1;
    arguments[count++] = before->strategies[series->strategy].name;
    arguments[count++] = before->workloads[series->workload].name;
    if (before->plan.text_path != NULL && strcmp(before->plan.text_path, TEXT_DEFAULT_PATH) != 0) {
        arguments[count++] = "--text";
        arguments[count++] = before->plan.text_path;
    }
    if (before->plan.trace_path != NULL) {
        arguments[count++] = "--trace";
        arguments[count++] = before->plan.trace_path;
    }
    arguments[count] = NULL;
}

static enum coro_status ask(const struct confirmation *confirmation, const struct suspect *suspect, const size_t *arms,
                            size_t count, struct reply *replies)
{
    const char *arguments[ARMS][8];
    struct child_job jobs[ARMS];
    for (size_t i = 0; i < count; i++) {
        ask_for(confirmation->comparison->before, suspect, arguments[i]);
        arguments[i][0] = confirmation->copies[arms[i]].path;
        jobs[i] = (struct child_job){ .argv = arguments[i], .timeout_ms = RUNNER_SAMPLE_TIMEOUT_MS * (unsigned)count,
                                      .output_limit = RUNNER_ANSWER_LIMIT_BYTES, .cpu = confirmation->cpu };
    }
    return runner_reply_ask_together(jobs, count, replies);
}

static void record(struct suspect *suspect, size_t arm, unsigned round, const struct reply *reply)
{
    const json_t *value = json_object_get(json_object_get(reply->body, "metrics"), "time_ns");
    double time_ns = json_number_value(value);
    if (reply->status == CELL_OK && isfinite(time_ns) && time_ns > 0)
        suspect->times[arm][round] = time_ns;
    else if (reply->status != CELL_UNVERIFIED)
        snprintf(suspect->trouble, sizeof suspect->trouble, "%s",
                 reply->status == CELL_OK ? "it answered without a time" : reply->reason);
}

/* One sample of each of the arms, side by side. */
static enum coro_status take_samples(const struct confirmation *confirmation, struct suspect *suspect, const size_t *arms,
                                     size_t count, unsigned round)
{
    struct reply replies[ARMS];
    enum coro_status status = ask(confirmation, suspect, arms, count, replies);
    for (size_t i = 0; i < count && status == CORO_OK; i++) {
        record(suspect, arms[i], round, &replies[i]);
        runner_reply_fini(&replies[i]);
    }
    return status == CORO_OK && runner_stop_requested() ? CORO_ERR_CANCELLED : status;
}

static enum coro_status take_block(struct confirmation *confirmation, struct suspect *suspect, size_t arms, unsigned round,
                                   struct order *order)
{
    const struct report_result *before = confirmation->comparison->before;
    size_t shuffled[ARMS], together = runs_side_by_side(confirmation, suspect) ? arms : 1;
    enum coro_status status = CORO_OK;
    char what[160];
    snprintf(what, sizeof what, "%s  %s", before->strategies[suspect->difference->before->strategy].name,
             before->workloads[suspect->difference->before->workload].name);
    runner_progress_begin(&confirmation->progress, PASS_TIME, what);
    runner_order_shuffle(order, shuffled, arms);
    for (size_t i = 0; i < arms && status == CORO_OK && suspect->trouble[0] == '\0'; i += together)
        status = take_samples(confirmation, suspect, shuffled + i, together, round);
    if (status == CORO_ERR_IO) {
        runner_progress_clear(&confirmation->progress);
        runner_note("no process can be made: %s", strerror(errno));
    }
    if (status == CORO_OK)
        runner_progress_end(&confirmation->progress, PASS_TIME);
    return status;
}

/* A copy for each arm; all are the caller's, whatever comes of it. */
static enum coro_status copy_programs(struct confirmation *confirmation, size_t arms)
{
    enum coro_status status = CORO_OK;
    for (size_t arm = 0; arm < ARMS; arm++)
        confirmation->copies[arm].fd = -1;
    for (size_t arm = 0; arm < arms && status == CORO_OK; arm++)
        status = runner_program_copy_init(&confirmation->copies[arm], confirmation->programs[arm]);
    return status;
}

static enum coro_status take_round(struct confirmation *confirmation, const struct stage_of_confirmation *stage, uint64_t seed,
                                   unsigned round, size_t *indices)
{
    struct order order = runner_order_start(seed, round);
    enum coro_status status = copy_programs(confirmation, stage->arms);
    runner_order_shuffle(&order, indices, confirmation->count);
    for (size_t i = 0; i < confirmation->count && status == CORO_OK; i++)
        status = take_block(confirmation, &confirmation->suspects[indices[i]], stage->arms, round, &order);
    for (size_t arm = 0; arm < ARMS; arm++)
        runner_program_copy_fini(&confirmation->copies[arm]);
    return status;
}

static enum coro_status take_rounds(struct confirmation *confirmation, const struct stage_of_confirmation *stage, uint64_t seed)
{
    size_t *indices = calloc(confirmation->count + 1, sizeof *indices);
    enum coro_status status = CORO_OK;
    if (indices == NULL)
        return CORO_ERR_NO_MEMORY;
    for (unsigned round = 0; round < stage->rounds && status == CORO_OK; round++)
        status = take_round(confirmation, stage, seed, round, indices);
    free(indices);
    runner_progress_clear(&confirmation->progress);
    return status;
}

static void announce(struct confirmation *confirmation, const struct stage_of_confirmation *stage)
{
    runner_progress_init(&confirmation->progress, stderr);
    runner_progress_expect(&confirmation->progress, PASS_TIME, confirmation->count * stage->rounds);
    runner_note("%s %zu cells, %u processes of each build: %zu steps", stage->what, confirmation->count, stage->rounds,
                runner_progress_steps_left(&confirmation->progress));
}

static bool is_in_trouble(const struct confirmation *confirmation, const struct suspect *suspect)
{
    const struct report_result *before = confirmation->comparison->before;
    if (suspect->trouble[0] == '\0')
        return false;
    runner_note("%s on %s cannot be measured afresh: %s", before->strategies[suspect->difference->before->strategy].name,
                before->workloads[suspect->difference->before->workload].name, suspect->trouble);
    return true;
}

/* Enters the times of the look; the suspects that it clears, and those that cannot be measured, are dropped. */
static void clear(struct confirmation *confirmation)
{
    size_t kept = 0;
    for (size_t i = 0; i < confirmation->count; i++) {
        struct suspect *suspect = &confirmation->suspects[i];
        if (is_in_trouble(confirmation, suspect))
            continue;
        report_comparison_look(suspect->difference, suspect->times[BEFORE], suspect->times[AFTER], RUNNER_CONFIRM_PAIRS);
        if (suspect->difference->look == REPORT_LOOK_NOT_CLEARED)
            confirmation->suspects[kept++] = *suspect;
    }
    confirmation->count = kept;
}

static void enter(const struct confirmation *confirmation)
{
    for (size_t i = 0; i < confirmation->count; i++) {
        const struct suspect *suspect = &confirmation->suspects[i];
        if (!is_in_trouble(confirmation, suspect))
            report_comparison_enter(suspect->difference, suspect->times[BEFORE], suspect->times[AGAIN], suspect->times[AFTER],
                                    RUNNER_CONFIRM_BLOCKS);
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
    confirmation->suspects = calloc(comparison->count, sizeof *confirmation->suspects);
    if (confirmation->suspects == NULL)
        return CORO_ERR_NO_MEMORY;
    for (size_t i = 0; i < comparison->count; i++)
        confirmation->suspects[confirmation->count++].difference = &comparison->differences[i];
    confirmation->cpu = runner_cpu_take(&is_shared);
    if (is_shared)
        runner_note("every CPU is taken by another run of corolab: the two measure one another");
    return CORO_OK;
}

/* The second stage has orders of its own. */
static uint64_t next_seed(uint64_t seed)
{
    struct order order = runner_order_start(seed, RUNNER_CONFIRM_PAIRS);
    return runner_order_next(&order);
}

enum coro_status runner_confirm(struct report_comparison *comparison, uint64_t seed)
{
    struct confirmation confirmation = { .comparison = comparison };
    if (comparison->count == 0)
        return CORO_OK;
    enum coro_status status = prepare(&confirmation, comparison);
    if (status == CORO_OK) {
        announce(&confirmation, &look);
        status = take_rounds(&confirmation, &look, seed);
    }
    if (status == CORO_OK)
        clear(&confirmation);
    if (status == CORO_OK && confirmation.count > 0) {
        announce(&confirmation, &decision);
        status = take_rounds(&confirmation, &decision, next_seed(seed));
    }
    if (status == CORO_OK)
        enter(&confirmation);
    free(confirmation.suspects);
    return status;
}
