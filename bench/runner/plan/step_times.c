/* SPDX-License-Identifier: MIT */
/* The assumptions are medians of box, side_stack/param and stackful/native on one quiet machine (AMD EPYC, two CPUs, a virtual
 * machine), whose slowness is 1: starting a program is most of every step but of those with many tasks. A loop of integer
 * arithmetic tells how much slower this machine is, roughly. */
#define _GNU_SOURCE
#include "bench/runner/plan/step_times.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/cache_file.h"
#include "bench/process/clock.h"
#include "bench/runner/plan/order.h"
#include "bench/runner/plan/progress.h"

#define CACHE_SCHEMA "corolab.durations/1"
#define CALIBRATION_STEPS 1000000
#define CALIBRATION_SECONDS 0.00114     /* for so many steps where the slowness is 1 */
#define NO_WORKLOAD "*"
#define WEIGHT_OF_NEWS 0.25

/* Seconds for each of many tasks: those whose caller keeps a stack, or whose task holds memory of the strategy's, touch a few
 * pages per task, the others some cache lines. */
#define SECONDS_PER_TASK 1.3e-6
#define SECONDS_PER_LARGE_TASK 9e-6

static double assume(const struct row_card *row, const struct workload_card *workload, double step_seconds)
{
    double tasks = workload == NULL ? 0 : (double)workload->task_count;
    bool is_large = strcmp(row->caller, "stackful") == 0 || row->task_bytes > 0;
    return step_seconds + tasks * (is_large ? SECONDS_PER_LARGE_TASK : SECONDS_PER_TASK);
}

/* The part of the quick suite's cells that are supported. */
#define SUPPORTED_BY_STRATEGIES 0.73
#define SUPPORTED_BY_PEERS 0.21

/* The fastest of a few turns: the others were disturbed. */
static double measure_slowness(void)
{
    double fastest = INFINITY;
    for (int turn = 0; turn < 5; turn++) {
        struct order order = runner_order_start(1, 0);
        volatile uint64_t sink;
        double begin = runner_clock_seconds();
        for (int i = 0; i < CALIBRATION_STEPS; i++)
            sink = runner_order_next(&order);
        double seconds = runner_clock_seconds() - begin;
        (void)sink;
        if (seconds < fastest)
            fastest = seconds;
    }
    double slowness = fastest / CALIBRATION_SECONDS;
    return slowness < 0.2 ? 0.2 : slowness > 20 ? 20 : slowness;
}

enum coro_status runner_durations_init_empty(struct durations *durations)
{
    *durations = (struct durations){ .passes = json_object(), .slowness = 1 };
    if (durations->passes == NULL)
        return CORO_ERR_NO_MEMORY;
    durations->slowness = measure_slowness();
    return CORO_OK;
}

/* Takes the file's seconds, when they were seen on this machine. */
static void load(struct durations *durations)
{
    const char *schema, *machine;
    json_t *passes;
    json_t *file = json_load_file(durations->path, 0, NULL);
    if (json_unpack(file, "{s:s, s:s, s:o}", "schema", &schema, "machine", &machine, "passes", &passes) == 0
        && strcmp(schema, CACHE_SCHEMA) == 0 && strcmp(machine, durations->machine) == 0 && json_is_object(passes)) {
        json_decref(durations->passes);
        durations->passes = json_incref(passes);
    }
    json_decref(file);
}

enum coro_status runner_durations_init(struct durations *durations, const struct programs *programs, const json_t *environment)
{
    const char *cpu = json_string_value(json_object_get(environment, "cpu"));
    json_int_t cores = json_integer_value(json_object_get(environment, "cores"));
    enum coro_status status = runner_durations_init_empty(durations);
    if (status != CORO_OK)
        return status;
    if (asprintf(&durations->machine, "%s, %lld cores", cpu != NULL ? cpu : "unknown", (long long)cores) < 0) {
        durations->machine = NULL;
        runner_durations_fini(durations);
        return CORO_ERR_NO_MEMORY;
    }
    int letters = snprintf(durations->path, sizeof durations->path, "%s/durations.json", programs->directory);
    if (letters >= (int)sizeof durations->path)
        durations->path[0] = '\0';
    else
        load(durations);
    return CORO_OK;
}

void runner_durations_fini(struct durations *durations)
{
    json_decref(durations->passes);
    free(durations->machine);
    *durations = (struct durations){ 0 };
}

/* What is known, or NULL. */
static const json_t *find(const struct durations *durations, enum pass pass, const struct row_card *row,
                          const struct workload_card *workload)
{
    const json_t *strategies = json_object_get(durations->passes, runner_progress_pass_name(pass));
    const json_t *workloads = json_object_get(strategies, row->name);
    const json_t *known = json_object_get(workloads, workload == NULL ? NO_WORKLOAD : workload->name);
    return json_is_number(known) && json_number_value(known) >= 0 ? known : NULL;
}

double runner_durations_expect(const struct durations *durations, enum pass pass, const struct row_card *row,
                               const struct workload_card *workload, double assumed_seconds)
{
    const json_t *known = find(durations, pass, row, workload);
    return known != NULL ? json_number_value(known) : durations->slowness * assume(row, workload, assumed_seconds);
}

double runner_durations_hope(const struct durations *durations, const struct row_card *row, const struct workload_card *workload)
{
    if (find(durations, PASS_VERIFY, row, workload) != NULL)
        return 1;
    return row->is_peer ? SUPPORTED_BY_PEERS : SUPPORTED_BY_STRATEGIES;
}

/* The object of that name, made when it is not there; NULL when there is no memory. */
static json_t *descend(json_t *object, const char *name)
{
    json_t *inner = json_object_get(object, name);
    if (json_is_object(inner))
        return inner;
    return json_object_set_new(object, name, json_object()) == 0 ? json_object_get(object, name) : NULL;
}

enum coro_status runner_durations_set(struct durations *durations, enum pass pass, const struct row_card *row,
                                      const struct workload_card *workload, double seconds)
{
    json_t *strategies = descend(durations->passes, runner_progress_pass_name(pass));
    json_t *workloads = strategies == NULL ? NULL : descend(strategies, row->name);
    const char *name = workload == NULL ? NO_WORKLOAD : workload->name;
    if (workloads == NULL || json_object_set_new(workloads, name, json_real(seconds)) != 0)
        return CORO_ERR_NO_MEMORY;
    durations->is_changed = 1;
    return CORO_OK;
}

enum coro_status runner_durations_learn(struct durations *durations, enum pass pass, const struct row_card *row,
                                        const struct workload_card *workload, double seconds)
{
    const json_t *known = find(durations, pass, row, workload);
    double former = known == NULL ? 0 : json_number_value(known);
    if (former > 0)
        seconds = former + WEIGHT_OF_NEWS * (seconds - former);
    return runner_durations_set(durations, pass, row, workload, seconds);
}

void runner_durations_save(struct durations *durations)
{
    if (!durations->is_changed || durations->path[0] == '\0')
        return;
    json_t *file = json_pack("{s:s, s:s, s:O}", "schema", CACHE_SCHEMA, "machine", durations->machine,
                             "passes", durations->passes);
    if (file != NULL && runner_cache_file_write(durations->path, file) == CORO_OK)
        durations->is_changed = 0;
    json_decref(file);
}
