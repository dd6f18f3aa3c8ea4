/* SPDX-License-Identifier: MIT */
/* corolab_cell: runs cells in a process that adds no counting to their code. It verifies results, and measures the memory of
 * waiting tasks and of retention, kernel costs, latency, events of the processor and, under callgrind, instructions. `corolab`
 * starts it and reads one line of JSON per cell; bench/measure has the measurements.
 *
 *     corolab_cell verify STRATEGY WORKLOAD [--text FILE] [--trace FILE]
 *     corolab_cell memory STRATEGY WORKLOAD
 *     corolab_cell kernel STRATEGY WORKLOAD [--text FILE] [--trace FILE]
 *     corolab_cell tails STRATEGY WORKLOAD
 *     corolab_cell counters STRATEGY WORKLOAD [--text FILE] [--trace FILE]
 *     corolab_cell instructions STRATEGY WORKLOAD… [--text FILE] [--trace FILE]
 *     corolab_cell run ITEMS STRATEGY WORKLOAD [--text FILE] [--trace FILE]      for profilers */
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/fixtures/spare_memory.h"
#include "bench/measure/cell_costs.h"
#include "bench/measure/emulation.h"
#include "bench/measure/valgrind_requests.h"

/* The most tasks of a cell that runs more than once. More take seconds per run, and minutes under callgrind; the instructions of
 * an item stay the same. */
enum { MOST_RERUN_TASKS = 10000 };
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
    int runs = arguments->workload->task_count > MOST_RERUN_TASKS ? 1 : 2;     /* with many tasks, a run takes seconds */
    return open_and_run(arguments, (uint64_t[]){ VERIFY_ITEMS, 2 * VERIFY_ITEMS }, runs, &answer->reason);
}

struct memory { double rss_bytes, page_table_bytes; };      /* infinity where unknown */

/* Rss in smaps_rollup is exact; in status it is counted per thread and lags behind. */
static void read_memory(struct memory *read)
{
    read->rss_bytes = system_number("/proc/self/smaps_rollup", "Rss:") * 1024;
    read->page_table_bytes = system_number("/proc/self/status", "VmPTE:") * 1024;
}

static void look(void *held, enum hold_point point) { read_memory((struct memory *)held + point); }

static enum coro_status memory_unknown(struct cell_answer *answer)
{
    answer->reason = "the system does not say how much memory a process has";
    return CORO_ERR_UNSUPPORTED;
}

/* The resident memory and the page tables that a cell's waiting tasks take from the system, before the tasks exist and while all
 * wait. */
static enum coro_status memory_held(struct cell *cell, struct cell_answer *answer)
{
    static const char *const names[] = { "bytes_per_waiting_task", "rss_bytes", "page_table_bytes", "frame_bytes" };
    struct memory before, held[HOLD_POINTS] = { { INFINITY, INFINITY }, { INFINITY, INFINITY } };
    size_t task_count = 0;
    read_memory(&before);       /* the first reading allocates memory of its own */
    read_memory(&before);
    enum coro_status status = cell_hold(cell, look, held, &task_count, &answer->reason);
    if (status)
        return status;
    double rss_bytes = held[HOLD_WAITING].rss_bytes - before.rss_bytes;
    double table_bytes = held[HOLD_WAITING].page_table_bytes - before.page_table_bytes;
    double frame_bytes = held[HOLD_WAITING].rss_bytes - held[HOLD_WITHOUT_FRAMES].rss_bytes, tasks = (double)task_count;
    *answer = (struct cell_answer){
        .names = names, .count = 4,
        .values = { (rss_bytes + table_bytes) / tasks, rss_bytes / tasks, table_bytes / tasks, frame_bytes / tasks },
    };
    return isfinite(rss_bytes + table_bytes + frame_bytes) ? CORO_OK : memory_unknown(answer);
}

/* Anonymous memory, unlike Rss, excludes the pages of the program that the run is the first to touch. */
static double owned_bytes(void)
{
    return (system_number("/proc/self/smaps_rollup", "Anonymous:") + system_number("/proc/self/status", "VmPTE:")) * 1024;
}

static void look_again(void *owned, enum retain_point point) { ((double *)owned)[point] = owned_bytes(); }

/* The memory that stays with the process after frames have come and gone. */
static enum coro_status memory_retained(struct cell *cell, struct cell_answer *answer)
{
    static const char *const names[] = { "retained_bytes" };
    double owned[RETAIN_POINTS] = { INFINITY, INFINITY };
    (void)owned_bytes();        /* the first reading allocates memory of its own */
    enum coro_status status = cell_retain(cell, look_again, owned, &answer->reason);
    if (status)
        return status;
    double bytes = owned[RETAIN_AFTER] - owned[RETAIN_BEFORE];
    *answer = (struct cell_answer){ .names = names, .count = 1, .values = { bytes } };
    return isfinite(bytes) ? CORO_OK : memory_unknown(answer);
}

/* Only in a fresh process: it would reuse memory freed earlier, which would then be missed. */
static enum coro_status memory(const struct cell_arguments *arguments, struct cell_answer *answer)
{
    struct cell *cell = NULL;
    if (emulation_sign("") != NULL) {
        answer->reason = "the memory of an emulated program is also that of its emulator";
        return CORO_ERR_UNSUPPORTED;
    }
    enum coro_status status = cell_open(arguments->row, arguments->workload, &arguments->options, &cell, &answer->reason);
    if (!status)
        status = arguments->workload->is_retention ? memory_retained(cell, answer) : memory_held(cell, answer);
    cell_close(cell);
    return status;
}

static int run(int argc, char **argv)
{
    struct cell_arguments arguments;
    struct cell_answer answer = { 0 };
    if (argc < 1 || cell_arguments_parse(argc - 1, argv + 1, &arguments))
        return 2;
    char *end;
    errno = 0;
    uint64_t items = strtoumax(argv[0], &end, 10);
    if (argv[0][0] < '0' || argv[0][0] > '9' || *end != '\0' || errno != 0) {      /* strtoumax takes -1 for the largest number */
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
    if (!MEASURE_HAS_CALLGRIND) {
        *reason = MEASURE_NO_CALLGRIND;
        return CORO_ERR_UNSUPPORTED;
    }
    if (arguments->workload->task_count > MOST_RERUN_TASKS) {
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
        status = run_counted(cell, arguments->workload->name, CELL_LONG_FACTOR * least, &done[1], reason);
    cell_close(cell);
    return status;
}

static int print_counted(const char *workload, enum coro_status status, const uint64_t done[2], const char *reason)
{
    json_t *items = status ? NULL : json_pack("[I, I]", (json_int_t)done[0], (json_int_t)done[1]);
    return cell_answer_print_json(json_pack("{s:s, s:s, s:o*, s:o*}", "workload", workload, "status", cell_outcome(status),
                                            "reason", status ? cell_answer_sentence(reason) : NULL, "items", items));
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
    } words[] = { { "verify", verify }, { "memory", memory }, { "kernel", cell_kernel_costs }, { "tails", cell_latency },
                { "counters", cell_event_counts } };
    const char *word = argc > 1 ? argv[1] : "";
    cell_program_begin();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i].word) == 0)
            return measure(argc - 2, argv + 2, words[i].fn);
    if (strcmp(word, "instructions") == 0)
        return instructions(argc - 2, argv + 2);
    if (strcmp(word, "run") == 0)
        return run(argc - 2, argv + 2);
    fputs("corolab_cell is started by corolab: corolab_cell verify|memory|kernel|tails|counters|instructions|run …\n", stderr);
    return 2;
}
