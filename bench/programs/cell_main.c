/* SPDX-License-Identifier: MIT */
/* corolab_cell: runs cells in a process that adds no counting to their code. It verifies results, and measures the memory of
 * waiting tasks, kernel costs, latency and, under callgrind, instructions. `corolab` starts it and reads one line of JSON per
 * cell; bench/measure has the measurements.
 *
 *     corolab_cell verify STRATEGY WORKLOAD [--text FILE] [--trace FILE]
 *     corolab_cell memory STRATEGY WORKLOAD
 *     corolab_cell kernel STRATEGY WORKLOAD [--text FILE] [--trace FILE]
 *     corolab_cell tails STRATEGY WORKLOAD
 *     corolab_cell instructions STRATEGY WORKLOAD… [--text FILE] [--trace FILE]
 *     corolab_cell run ITEMS STRATEGY WORKLOAD [--text FILE] [--trace FILE]      for profilers */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>
#include "bench/measure/kernel_costs.h"
#include "bench/measure/task_memory.h"
#include "bench/measure/cell_arguments.h"
#include "bench/measure/latency.h"

#ifdef CORO_OPTIMISED
enum { IS_OPTIMISED = 1 };
#else
enum { IS_OPTIMISED = 0 };
#endif

/* Instructions are the difference of two runs of different length, so costs once per run cancel out. */
enum { LONG_FACTOR = 3 };
/* More tasks take seconds to start, and minutes under callgrind; an item takes the same instructions with fewer. */
enum { FEW_TASKS = 10000 };
/* Verified twice on one fixture, with different lengths: one run must not spoil the next. */
enum { VERIFY_ITEMS = 1000 };

static enum coro_status open_and_run(const struct cell_arguments *arguments, const uint64_t *items, int runs, const char **reason)
{
    struct cell *cell = NULL;
    enum coro_status status = cell_open(arguments->row, arguments->workload, &arguments->options, &cell, reason);
    for (int i = 0; !status && i < runs; i++)
        status = cell_run(cell, items[i], NULL, reason);
    cell_close(cell);
    return status;
}

static enum coro_status verify(const struct cell_arguments *arguments, struct cell_answer *answer)
{
    int runs = arguments->workload->task_count > FEW_TASKS ? 1 : 2;     /* with many tasks, a run takes seconds */
    return open_and_run(arguments, (uint64_t[]){ VERIFY_ITEMS, 2 * VERIFY_ITEMS }, runs, &answer->reason);
}

static enum coro_status memory(const struct cell_arguments *arguments, struct cell_answer *answer)
{
    static const char *const names[] = { "bytes_per_waiting_task", "rss_bytes", "page_table_bytes", "frame_bytes" };
    struct task_memory taken;
    enum coro_status status = task_memory_of_cell(arguments, &taken, &answer->reason);
    if (status)
        return status;
    double tasks = (double)taken.task_count, both_bytes = taken.rss_bytes + taken.page_table_bytes;
    *answer = (struct cell_answer){
        .names = names, .count = 4,
        .values = { both_bytes / tasks, taken.rss_bytes / tasks, taken.page_table_bytes / tasks, taken.frame_bytes / tasks },
    };
    return CORO_OK;
}

/* Where system calls cannot be counted they are left out, and the note says why. */
static enum coro_status kernel(const struct cell_arguments *arguments, struct cell_answer *answer)
{
    static const char *const names[] = { "minor_faults", "major_faults", "syscalls" };
    struct kernel_costs taken;
    enum coro_status status = kernel_costs_of_items(arguments, &taken, &answer->reason);
    if (status)
        return status;
    *answer = (struct cell_answer){
        .names = names, .count = taken.untraced ? 2 : 3, .note = taken.untraced,
        .values = { taken.minor_faults, taken.major_faults, taken.system_calls },
    };
    return CORO_OK;
}

static enum coro_status tails(const struct cell_arguments *arguments, struct cell_answer *answer)
{
    static const char *const names[] = { "p50_ns", "p99_ns", "p999_ns", "max_ns", "clock_ns" };
    struct latency latency;
    answer->reason = "this build is not optimised, so it does not time";
    enum coro_status status = IS_OPTIMISED ? latency_of_cell(arguments, &latency, &answer->reason) : CORO_ERR_UNSUPPORTED;
    if (status)
        return status;
    *answer = (struct cell_answer){
        .names = names, .count = 5,
        .values = { latency.p50_ns, latency.p99_ns, latency.p999_ns, latency.max_ns, latency.clock_ns },
    };
    return CORO_OK;
}

static int run(int argc, char **argv)
{
    struct cell_arguments arguments;
    struct cell_answer answer = { 0 };
    if (argc < 1 || cell_arguments_parse(argc - 1, argv + 1, &arguments))
        return 2;
    char *end;
    uint64_t items = strtoumax(argv[0], &end, 10);
    if (end == argv[0] || *end != '\0') {
        fprintf(stderr, "corolab_cell run: no number of items: %s\n", argv[0]);
        return 2;
    }
    return cell_answer_print(open_and_run(&arguments, &items, 1, &answer.reason), &answer);
}

static enum coro_status run_counted(struct cell *cell, const char *workload, uint64_t items, uint64_t *done, const char **reason)
{
    char label[80];
    CALLGRIND_ZERO_STATS;
    enum coro_status status = cell_run(cell, items, done, reason);
    CALLGRIND_TOGGLE_COLLECT;           /* excludes the dump itself */
    snprintf(label, sizeof label, "%s %" PRIu64, workload, *done);
    CALLGRIND_DUMP_STATS_AT(label);
    CALLGRIND_TOGGLE_COLLECT;
    return status;
}

static enum coro_status count_cell(const struct cell_arguments *arguments, uint64_t done[2], const char **reason)
{
    struct cell *cell = NULL;
    uint64_t least = 0;
    if (arguments->workload->task_count > FEW_TASKS) {
        *reason = "the same instructions are counted with fewer tasks";
        return CORO_ERR_UNSUPPORTED;
    }
    if (arguments->workload->has_threads) {
        *reason = "how many instructions two threads take depends on which of them sleeps first";
        return CORO_ERR_UNSUPPORTED;
    }
    enum coro_status status = cell_open(arguments->row, arguments->workload, &arguments->options, &cell, reason);
    if (!status)
        status = cell_run(cell, cell_counted_items(cell), &least, reason);
    if (!status)
        status = run_counted(cell, arguments->workload->name, least, &done[0], reason);
    if (!status)
        status = run_counted(cell, arguments->workload->name, LONG_FACTOR * least, &done[1], reason);
    cell_close(cell);
    return status;
}

static int print_counted(const char *workload, enum coro_status status, const uint64_t done[2], const char *reason)
{
    json_t *line;
    if (status)
        line = json_pack("{s:s, s:s, s:s}", "workload", workload, "status", cell_outcome(status), "reason", reason);
    else
        line = json_pack("{s:s, s:s, s:[I, I]}", "workload", workload, "status", "ok", "items", (json_int_t)done[0],
                         (json_int_t)done[1]);
    return cell_answer_print_json(line);
}

static int instructions(int argc, char **argv)
{
    struct cell_arguments arguments = { .row = argc > 0 ? table_find_row(argv[0]) : NULL };
    if (arguments.row == NULL) {
        fputs("corolab_cell instructions: no such strategy\n", stderr);
        return 2;
    }
    argc = cell_arguments_take_files(argc, argv, &arguments.options);
    int failed = 0;
    for (int i = 1; i < argc && !failed; i++) {
        uint64_t done[2] = { 0 };
        const char *reason = "no such workload";
        arguments.workload = table_find_workload(argv[i]);
        enum coro_status status = arguments.workload ? count_cell(&arguments, done, &reason) : CORO_ERR_INVALID;
        failed = print_counted(argv[i], status, done, reason);
    }
    return failed;
}

static int measure(int argc, char **argv, enum coro_status fn(const struct cell_arguments *, struct cell_answer *))
{
    struct cell_arguments arguments;
    struct cell_answer answer = { 0 };
    if (cell_arguments_parse(argc, argv, &arguments))
        return 2;
    return cell_answer_print(fn(&arguments, &answer), &answer);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *word;
        enum coro_status (*fn)(const struct cell_arguments *, struct cell_answer *);
    } words[] = { { "verify", verify }, { "memory", memory }, { "kernel", kernel }, { "tails", tails } };
    const char *word = argc > 1 ? argv[1] : "";
    cell_program_begin();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i].word) == 0)
            return measure(argc - 2, argv + 2, words[i].fn);
    if (strcmp(word, "instructions") == 0)
        return instructions(argc - 2, argv + 2);
    if (strcmp(word, "run") == 0)
        return run(argc - 2, argv + 2);
    fputs("corolab_cell is started by corolab: corolab_cell verify|memory|kernel|tails|instructions|run …\n", stderr);
    return 2;
}
