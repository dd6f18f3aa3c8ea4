/* SPDX-License-Identifier: MIT */
/* Counts the page faults and system calls of an item (cell_costs.h). Faults are counted before tracing forks, because
 * copy-on-write adds faults. */
#define _GNU_SOURCE
#include "bench/measure/cell_costs.h"
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include "bench/measure/emulation.h"
#include "bench/measure/syscalls.h"
#include "bench/measure/valgrind_requests.h"
#include "coro/notice.h"

/* Few items, because tracing makes a system call 300 times as expensive; a multiple of every wait period. */
enum { TRACED_ITEMS = 256, ITEMS_BETWEEN_THREADS = 64 };     /* the latter make five calls an item */
/* Cells with more tasks are refused: they take longer, and an item costs the same. */
enum { MOST_TRACED_TASKS = 1000 };

struct reading { uint64_t items, system_calls, minor_faults, major_faults; };

/* Memory shared with the traced child, which stores its readings here. */
struct traced {
    struct tracer tracer;
    const struct cell_arguments *target;
    struct reading readings[2];
    enum coro_status status;
    char reason[200];
};

static enum coro_status refuse(const struct cell_arguments *target, const char **reason)
{
    *reason = NULL;
    if (CORO_NOTICE_STACK_FACTOR > 1 || RUNNING_ON_VALGRIND || emulation_sign("") != NULL)
        *reason = "system calls and faults would be those of the tool that this runs under";
    else if (target->workload->task_count > MOST_TRACED_TASKS)
        *reason = "system calls and faults are counted with fewer tasks";
    return *reason ? CORO_ERR_UNSUPPORTED : CORO_OK;
}

static enum coro_status read_run(struct cell *cell, uint64_t items, const struct tracer *tracer, struct reading *read,
                                 const char **reason)
{
    struct rusage before, after;
    uint64_t calls = tracer ? tracer->system_calls : 0;
    if (!tracer)
        getrusage(RUSAGE_SELF, &before);
    enum coro_status status = cell_run(cell, items, &read->items, reason);
    if (tracer) {
        read->system_calls = tracer->system_calls - calls;
        return status;
    }
    getrusage(RUSAGE_SELF, &after);
    read->minor_faults = (uint64_t)(after.ru_minflt - before.ru_minflt);
    read->major_faults = (uint64_t)(after.ru_majflt - before.ru_majflt);
    return status;
}

/* Reads a short and a long run. An unmeasured long run comes before, so that memory which grows with the length has grown. */
static enum coro_status read_twice(struct cell *cell, uint64_t items, const struct tracer *tracer, struct reading readings[2],
                                   const char **reason)
{
    enum coro_status status = read_run(cell, items, tracer, &readings[0], reason);
    if (!status)
        status = read_run(cell, CELL_LONG_FACTOR * readings[0].items, tracer, &readings[1], reason);
    if (!status && readings[1].items <= readings[0].items) {
        *reason = "the workload does the same number of items however many it is asked for";
        status = CORO_ERR_UNSUPPORTED;
    }
    return status;
}

/* A workload that waits for another process needs one item, a whole text. A workload that waits for a thread needs more. */
static uint64_t least_items(const struct cell_arguments *target, const struct cell *cell)
{
    return target->workload->has_threads ? ITEMS_BETWEEN_THREADS : cell_counted_items(cell);
}

static enum coro_status read_faults(const struct cell_arguments *target, struct reading readings[2], const char **reason)
{
    struct cell *cell = NULL;
    enum coro_status status = cell_open(target->row, target->workload, &target->options, &cell, reason);
    if (!status)
        status = cell_run(cell, CELL_LONG_FACTOR * least_items(target, cell), NULL, reason);
    if (!status)
        status = read_twice(cell, least_items(target, cell), NULL, readings, reason);
    cell_close(cell);
    return status;
}

/* Tracing covers threads that start after the process is traced. So a workload with threads is traced from its opening on. */
static enum coro_status read_traced(struct traced *traced, const char **reason)
{
    const struct cell_arguments *target = traced->target;
    struct cell *cell = NULL;
    enum coro_status status = target->workload->has_threads ? tracer_attach(&traced->tracer) : CORO_OK;
    if (!status)
        status = cell_open(target->row, target->workload, &target->options, &cell, reason);
    if (status)
        return status;
    uint64_t items = least_items(target, cell) < TRACED_ITEMS ? least_items(target, cell) : TRACED_ITEMS;
    status = cell_run(cell, CELL_LONG_FACTOR * items, NULL, reason);
    if (!status && !target->workload->has_threads)
        status = tracer_attach(&traced->tracer);
    if (!status)
        status = read_twice(cell, items, &traced->tracer, traced->readings, reason);
    cell_close(cell);
    return status;
}

static void answer_traced(void *arg)
{
    struct traced *traced = arg;
    const char *reason = "";
    traced->status = read_traced(traced, &reason);
    snprintf(traced->reason, sizeof traced->reason, "%s", reason);
}

/* If the short run counted more than the long one, that is noise: returns 0. */
static double per_item(const struct reading readings[2], uint64_t shorter, uint64_t longer)
{
    return longer < shorter ? 0 : (double)(longer - shorter) / (double)(readings[1].items - readings[0].items);
}

/* Adds the system calls to the answer, or a note on why they are unknown. */
static enum coro_status count_system_calls(struct traced *traced, struct cell_answer *answer)
{
    static char sentence[sizeof traced->reason];
    const struct reading *readings = traced->readings;
    enum coro_status status = tracer_run(&traced->tracer, answer_traced, traced, &answer->reason);
    if (status == CORO_ERR_UNSUPPORTED) {
        answer->note = answer->reason;
        return CORO_OK;
    }
    if (!status && traced->status) {
        snprintf(sentence, sizeof sentence, "%s", traced->reason);
        answer->reason = sentence;
        return traced->status;
    }
    if (!status)
        answer->values[answer->count++] = per_item(readings, readings[0].system_calls, readings[1].system_calls);
    return status;
}

enum coro_status cell_kernel_costs(const struct cell_arguments *target, struct cell_answer *answer)
{
    static const char *const names[] = { "minor_faults", "major_faults", "syscalls" };
    struct reading readings[2];
    enum coro_status status = refuse(target, &answer->reason);
    if (!status)
        status = read_faults(target, readings, &answer->reason);
    if (status)
        return status;
    answer->names = names;
    answer->values[answer->count++] = per_item(readings, readings[0].minor_faults, readings[1].minor_faults);
    answer->values[answer->count++] = per_item(readings, readings[0].major_faults, readings[1].major_faults);
    struct traced *traced = mmap(NULL, sizeof *traced, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (traced == MAP_FAILED) {
        answer->reason = coro_status_message(CORO_ERR_NO_MEMORY);
        return CORO_ERR_NO_MEMORY;
    }
    traced->target = target;
    status = count_system_calls(traced, answer);
    munmap(traced, sizeof *traced);
    return status;
}
