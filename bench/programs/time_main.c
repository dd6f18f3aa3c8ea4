/* SPDX-License-Identifier: MIT */
/* corolab_time: takes one timed sample of one cell. Google Benchmark times it (time_bridge.h), in a program that counts nothing.
 * `corolab` starts it, and reads one line of JSON from its output.
 *
 *     corolab_time STRATEGY WORKLOAD [--text FILE] [--trace FILE]
 *
 * It runs and checks the cell before timing, and checks every timed batch. */
#include "bench/measure/cell_arguments.h"
#include "bench/programs/time_bridge.h"

struct timed { struct cell *cell; uint64_t items; enum coro_status status; const char *reason; };

static int run_batch(void *arg)
{
    struct timed *timed = arg;
    timed->status = cell_run(timed->cell, timed->items, NULL, &timed->reason);
    return timed->status != CORO_OK;
}

static enum coro_status time_cell(const struct cell_arguments *arguments, struct timed *timed, double *item_ns)
{
    uint64_t done = 0;
    enum coro_status status = cell_open(arguments->row, arguments->workload, &arguments->options, &timed->cell, &timed->reason);
    if (status)
        return status;
    timed->items = cell_batch_items(timed->cell);
    status = cell_run(timed->cell, timed->items, &done, &timed->reason);
    if (status)
        return status;
    double batch_ns = time_batch_ns(run_batch, timed, arguments->workload->waits_for_others ? TIME_WALL : TIME_CPU);
    *item_ns = batch_ns / (double)done;
    if (timed->status == CORO_OK && !(batch_ns > 0)) {
        timed->reason = "the clock did not advance";
        return CORO_ERR_UNSUPPORTED;
    }
    return timed->status;
}

int main(int argc, char **argv)
{
    struct cell_arguments arguments;
    struct timed timed = { 0 };
    struct cell_answer answer = { .names = (const char *const[]){ "time_ns" }, .count = 1 };
    cell_program_begin();
    if (cell_arguments_parse(argc - 1, argv + 1, &arguments))
        return 2;
    enum coro_status status = time_cell(&arguments, &timed, &answer.values[0]);
    cell_close(timed.cell);
    answer.reason = timed.reason;
    return cell_answer_print(status, &answer);
}
