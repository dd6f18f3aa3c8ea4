/* SPDX-License-Identifier: MIT */
/* corolab_cell: runs cells in a plain process, with nothing counted in what runs: whether the result is right, what waiting
 * tasks take in memory, what an item costs in the kernel, how long single next() calls take, and, under callgrind, what an item
 * takes in instructions.
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

/* Instructions are counted over two runs: their difference is what counts, so what happens once per run falls out. */
enum { LONG_FACTOR = 3 };
/* Beyond it, tasks take seconds to make, and minutes under callgrind, where an item takes the same instructions as with fewer. */
enum { FEW_TASKS = 10000 };
/* A first look, and a second on the same stage: what a run leaves behind must not spoil the next. */
enum { VERIFY_ITEMS = 1000 };

static enum coro_status open_and_run(const struct program_target *target, const uint64_t *items, int runs, const char **reason)
{
    struct cell *cell = NULL;
    enum coro_status status = cell_open(target->row, target->workload, &target->options, &cell, reason);
    for (int i = 0; !status && i < runs; i++)
        status = cell_run(cell, items[i], NULL, reason);
    cell_close(cell);
    return status;
}

static int verify(int argc, char **argv)
{
    struct program_target target;
    const char *reason = NULL;
    if (program_parse(argc, argv, &target))
        return 2;
    int runs = target.workload->task_count > FEW_TASKS ? 1 : 2;     /* with many tasks, a run takes seconds */
    enum coro_status status = open_and_run(&target, (uint64_t[]){ VERIFY_ITEMS, 2 * VERIFY_ITEMS }, runs, &reason);
    return program_say_status(status, reason);
}

static int run(int argc, char **argv)
{
    struct program_target target;
    const char *reason = NULL;
    if (argc < 1 || program_parse(argc - 1, argv + 1, &target))
        return 2;
    char *end;
    uint64_t items = strtoumax(argv[0], &end, 10);
    if (end == argv[0] || *end != '\0') {
        fprintf(stderr, "corolab_cell run: no number of items: %s\n", argv[0]);
        return 2;
    }
    enum coro_status status = open_and_run(&target, &items, 1, &reason);
    return program_say_status(status, reason);
}

static int memory(int argc, char **argv)
{
    struct program_target target;
    struct memory_taken taken;
    const char *reason = NULL;
    if (program_parse(argc, argv, &target))
        return 2;
    enum coro_status status = memory_of_waiting_tasks(&target, &taken, &reason);
    if (status)
        return program_say_status(status, reason);
    double tasks = (double)taken.task_count;
    const char *const names[] = { "bytes_per_waiting_task", "rss_bytes", "page_table_bytes", "frame_bytes" };
    const double values[] = { (taken.rss_bytes + taken.page_table_bytes) / tasks, taken.rss_bytes / tasks,
                              taken.page_table_bytes / tasks, taken.frame_bytes / tasks };
    return program_say_metrics(names, values, 4);
}

/* System calls are left out, and the note says why, where they cannot be counted. */
static int kernel(int argc, char **argv)
{
    static const char *const names[] = { "minor_faults", "major_faults", "syscalls" };
    struct program_target target;
    struct kernel_taken taken;
    const char *reason = NULL;
    if (program_parse(argc, argv, &target))
        return 2;
    enum coro_status status = kernel_of_items(&target, &taken, &reason);
    if (status)
        return program_say_status(status, reason);
    const double values[] = { taken.minor_faults, taken.major_faults, taken.system_calls };
    if (taken.untraced)
        return program_say_metrics_and_note(names, values, 2, taken.untraced);
    return program_say_metrics(names, values, 3);
}

static int tails(int argc, char **argv)
{
    static const char *const names[] = { "p50_ns", "p99_ns", "p999_ns", "max_ns", "clock_ns" };
    struct program_target target;
    struct tails tails;
    const char *reason = NULL;
    if (program_parse(argc, argv, &target))
        return 2;
    if (!IS_OPTIMISED)
        return program_say_status(CORO_ERR_UNSUPPORTED, "this build is not optimised, so it does not time");
    enum coro_status status = tails_of_cell(&target, &tails, &reason);
    if (status)
        return program_say_status(status, reason);
    const double values[] = { tails.p50_ns, tails.p99_ns, tails.p999_ns, tails.max_ns, tails.clock_ns };
    return program_say_metrics(names, values, 5);
}

static enum coro_status run_counted(struct cell *cell, const char *workload, uint64_t items, uint64_t *done, const char **reason)
{
    char label[80];
    CALLGRIND_ZERO_STATS;
    enum coro_status status = cell_run(cell, items, done, reason);
    CALLGRIND_TOGGLE_COLLECT;           /* what follows is ours */
    snprintf(label, sizeof label, "%s %" PRIu64, workload, *done);
    CALLGRIND_DUMP_STATS_AT(label);
    CALLGRIND_TOGGLE_COLLECT;
    return status;
}

static enum coro_status count_cell(const struct program_target *target, uint64_t done[2], const char **reason)
{
    struct cell *cell = NULL;
    uint64_t least = 0;
    if (target->workload->task_count > FEW_TASKS) {
        *reason = "the same instructions are counted with fewer tasks";
        return CORO_ERR_UNSUPPORTED;
    }
    if (target->workload->has_threads) {
        *reason = "how many instructions two threads take depends on which of them sleeps first";
        return CORO_ERR_UNSUPPORTED;
    }
    enum coro_status status = cell_open(target->row, target->workload, &target->options, &cell, reason);
    if (!status)
        status = cell_run(cell, cell_counted_items(cell), &least, reason);
    if (!status)
        status = run_counted(cell, target->workload->name, least, &done[0], reason);
    if (!status)
        status = run_counted(cell, target->workload->name, LONG_FACTOR * least, &done[1], reason);
    cell_close(cell);
    return status;
}

static int say_counted(const char *workload, enum coro_status status, const uint64_t done[2], const char *reason)
{
    json_t *line;
    if (status)
        line = json_pack("{s:s, s:s, s:s}", "workload", workload, "status", program_outcome(status), "reason", reason);
    else
        line = json_pack("{s:s, s:s, s:[I, I]}", "workload", workload, "status", "ok", "items", (json_int_t)done[0],
                         (json_int_t)done[1]);
    return program_say(line);
}

static int instructions(int argc, char **argv)
{
    struct program_target target = { .row = argc > 0 ? table_find_row(argv[0]) : NULL };
    if (target.row == NULL) {
        fputs("corolab_cell instructions: no such strategy\n", stderr);
        return 2;
    }
    argc = program_take_files(argc, argv, &target.options);
    int failed = 0;
    for (int i = 1; i < argc && !failed; i++) {
        uint64_t done[2] = { 0 };
        const char *reason = "no such workload";
        target.workload = table_find_workload(argv[i]);
        enum coro_status status = target.workload ? count_cell(&target, done, &reason) : CORO_ERR_INVALID;
        failed = say_counted(argv[i], status, done, reason);
    }
    return failed;
}

int main(int argc, char **argv)
{
    static const struct { const char *word; int (*run)(int argc, char **argv); } words[] = {
        { "verify", verify }, { "memory", memory }, { "kernel", kernel }, { "tails", tails }, { "instructions", instructions },
        { "run", run },
    };
    program_begin();
    for (size_t i = 0; argc > 1 && i < sizeof words / sizeof *words; i++)
        if (strcmp(argv[1], words[i].word) == 0)
            return words[i].run(argc - 2, argv + 2);
    fputs("corolab_cell is started by corolab: corolab_cell verify|memory|kernel|tails|instructions|run …\n", stderr);
    return 2;
}
