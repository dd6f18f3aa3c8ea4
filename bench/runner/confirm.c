/* SPDX-License-Identifier: MIT */
/* The timing programs are looked up in the files and must still be what they were; then rounds of shuffled samples. */
#include "bench/runner/confirm.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/runner/cpu.h"
#include "bench/runner/note.h"
#include "bench/runner/order.h"
#include "bench/runner/programs.h"
#include "bench/runner/progress.h"
#include "bench/runner/reply.h"
#include "bench/runner/session.h"
#include "bench/runner/stop.h"
#include "bench/text.h"
#include "report/environment_differences.h"

#define ASSUMED_SAMPLE_SECONDS 0.12

/* The sets of samples of one suspect. */
enum arm { BEFORE, AGAIN, AFTER, ARMS };

struct suspect {
    struct coro_difference *difference;
    double samples[ARMS][RUNNER_CONFIRM_SAMPLES];
    char trouble[RUNNER_REASON_BYTES];      /* why it cannot be measured; empty while it can */
};

struct confirmation {
    const struct coro_comparison *comparison;
    const char *program[ARMS];
    struct suspect *suspects;
    size_t count;
    struct progress progress;
    int cpu;
};

/* The program that made the file's times, if it is still there. */
static enum coro_status find_program(const struct coro_result *result, const char **path)
{
    char sha256[RUNNER_SHA256_BYTES];
    const struct coro_executable *executable = coro_result_executable(result, CORO_TIMING_PROGRAM);
    if (executable == NULL || executable->path == NULL) {
        runner_note("%s does not say which program made its times: it cannot be measured again", result->path);
        return CORO_ERR_IO;
    }
    if (runner_programs_hash(executable->path, sha256) != CORO_OK || strcmp(sha256, executable->sha256) != 0) {
        runner_note("%s is not there any more, or is not the program that made %s: build it again", executable->path, result->path);
        return CORO_ERR_IO;
    }
    *path = executable->path;
    return CORO_OK;
}

static enum coro_status ask(const struct confirmation *confirmation, const struct suspect *suspect, enum arm arm,
                            struct reply *reply)
{
    const struct coro_result *before = confirmation->comparison->before;
    const struct coro_series *series = suspect->difference->before;
    const char *arguments[8] = { confirmation->program[arm], before->strategies[series->strategy].name,
                                 before->workloads[series->workload].name };
    size_t count = 3;
    if (before->plan.text_path != NULL && strcmp(before->plan.text_path, TEXT_DEFAULT_PATH) != 0) {
        arguments[count++] = "--text";
        arguments[count++] = before->plan.text_path;
    }
    if (before->plan.trace_path != NULL) {
        arguments[count++] = "--trace";
        arguments[count++] = before->plan.trace_path;
    }
    struct child_job job = { .argv = arguments, .timeout_ms = RUNNER_SAMPLE_TIMEOUT_MS,
                             .output_limit = RUNNER_ANSWER_LIMIT_BYTES, .cpu = confirmation->cpu };
    return runner_reply_ask(&job, reply);
}

static void record(struct suspect *suspect, enum arm arm, unsigned round, const struct reply *reply)
{
    const json_t *value = json_object_get(json_object_get(reply->body, "metrics"), "time_ns");
    double time_ns = json_number_value(value);
    if (reply->status == CELL_OK && isfinite(time_ns) && time_ns > 0)
        suspect->samples[arm][round] = time_ns;
    else
        snprintf(suspect->trouble, sizeof suspect->trouble, "%s",
                 reply->status == CELL_OK ? "it answered without a time" : reply->reason);
}

static enum coro_status take_sample(struct confirmation *confirmation, struct suspect *suspect, enum arm arm, unsigned round)
{
    const struct coro_result *before = confirmation->comparison->before;
    char what[160];
    struct reply reply;
    if (suspect->trouble[0] != '\0')
        return CORO_OK;
    snprintf(what, sizeof what, "%s  %s", before->strategies[suspect->difference->before->strategy].name,
             before->workloads[suspect->difference->before->workload].name);
    runner_progress_begin(&confirmation->progress, PASS_TIME, what);
    enum coro_status status = ask(confirmation, suspect, arm, &reply);
    if (status != CORO_OK)
        return status;
    if (reply.status != CELL_UNVERIFIED)
        record(suspect, arm, round, &reply);
    runner_reply_fini(&reply);
    (void)runner_progress_end(&confirmation->progress, PASS_TIME, ASSUMED_SAMPLE_SECONDS);
    return runner_stop_requested() ? CORO_ERR_CANCELLED : CORO_OK;
}

static enum coro_status take_block(struct confirmation *confirmation, struct suspect *suspect, unsigned round, struct order *order)
{
    size_t arms[ARMS];
    enum coro_status status = CORO_OK;
    runner_order_shuffle(order, arms, ARMS);
    for (int i = 0; i < ARMS && status == CORO_OK; i++)
        status = take_sample(confirmation, suspect, (enum arm)arms[i], round);
    return status;
}

static enum coro_status take_rounds(struct confirmation *confirmation, uint64_t seed)
{
    size_t *indices = calloc(confirmation->count, sizeof *indices);
    enum coro_status status = CORO_OK;
    if (indices == NULL)
        return CORO_ERR_NO_MEMORY;
    for (unsigned round = 0; round < RUNNER_CONFIRM_SAMPLES && status == CORO_OK; round++) {
        struct order order = runner_order_start(seed, round);
        runner_order_shuffle(&order, indices, confirmation->count);
        for (size_t i = 0; i < confirmation->count && status == CORO_OK; i++)
            status = take_block(confirmation, &confirmation->suspects[indices[i]], round, &order);
    }
    free(indices);
    return status;
}

static enum coro_status enter(struct confirmation *confirmation)
{
    struct coro_complaint complaint;
    for (size_t i = 0; i < confirmation->count; i++) {
        struct suspect *suspect = &confirmation->suspects[i];
        const struct coro_result *before = confirmation->comparison->before;
        if (suspect->trouble[0] != '\0')
            runner_note("%s on %s stays a suspect: %s", before->strategies[suspect->difference->before->strategy].name,
                        before->workloads[suspect->difference->before->workload].name, suspect->trouble);
        else if (coro_comparison_enter(suspect->difference, suspect->samples[BEFORE], suspect->samples[AGAIN],
                                       suspect->samples[AFTER], RUNNER_CONFIRM_SAMPLES, &complaint) != CORO_REPORT_OK)
            return CORO_ERR_NO_MEMORY;
    }
    return CORO_OK;
}

static enum coro_status prepare(struct confirmation *confirmation, struct coro_comparison *comparison)
{
    bool is_shared;
    const char *after = NULL;
    enum coro_status status = find_program(comparison->before, &confirmation->program[BEFORE]);
    if (status == CORO_OK)
        status = find_program(comparison->after, &after);
    if (status != CORO_OK)
        return status;
    confirmation->program[AGAIN] = confirmation->program[BEFORE];
    confirmation->program[AFTER] = after;
    confirmation->suspects = calloc(coro_comparison_due(comparison), sizeof *confirmation->suspects);
    if (confirmation->suspects == NULL)
        return CORO_ERR_NO_MEMORY;
    for (size_t i = 0; i < comparison->count; i++)
        if (coro_difference_is_due(&comparison->differences[i]))
            confirmation->suspects[confirmation->count++].difference = &comparison->differences[i];
    runner_progress_init(&confirmation->progress, stderr);
    runner_progress_expect(&confirmation->progress, PASS_TIME, confirmation->count * ARMS * RUNNER_CONFIRM_SAMPLES,
                           ASSUMED_SAMPLE_SECONDS);
    confirmation->cpu = runner_cpu_take(&is_shared);
    if (is_shared)
        runner_note("every CPU is taken by another run of corolab: the two measure one another");
    return CORO_OK;
}

static void announce(const struct confirmation *confirmation, uint64_t seed)
{
    char left[24];
    runner_progress_format_seconds(runner_progress_left_seconds(&confirmation->progress), left);
    runner_note("cells to measure again: %zu, with %d samples of each build and of the first once more, seed %llu; expected "
                "to take about %s minutes", confirmation->count, RUNNER_CONFIRM_SAMPLES, (unsigned long long)seed, left);
}

enum coro_status runner_confirm(struct coro_comparison *comparison, uint64_t seed)
{
    struct confirmation confirmation = { .comparison = comparison };
    if (coro_comparison_due(comparison) == 0)
        return CORO_OK;
    enum coro_status status = prepare(&confirmation, comparison);
    if (status == CORO_OK) {
        announce(&confirmation, seed);
        status = take_rounds(&confirmation, seed);
        runner_progress_clear(&confirmation.progress);
    }
    if (status == CORO_OK)
        status = enter(&confirmation);
    free(confirmation.suspects);
    return status;
}
