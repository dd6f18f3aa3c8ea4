/* SPDX-License-Identifier: MIT */
/* corolab_time: takes one timed sample of one cell. Google Benchmark times it, in a program that counts nothing; this is the only
 * C++ that measures. `corolab` starts it, and reads one line of JSON from its output.
 *
 *     corolab_time [--brief] STRATEGY WORKLOAD [--text FILE] [--trace FILE]
 *
 * A brief sample takes a fifth of the time, for `corolab try`, which shows differences between rows, and no small ones.
 * It runs and checks the cell before timing, and checks every timed batch. */
#include <benchmark/benchmark.h>
#include <cstring>
extern "C" {
#include "bench/measure/cell_arguments.h"
#include "bench/measure/timing.h"
}

namespace {

constexpr double sample_seconds = 0.05, brief_seconds = 0.01;

struct timed {
    struct cell *cell;
    uint64_t items, done;
    enum coro_status status;
    const char *reason;
    double seconds;         /* of a sample */
};

/* A reporter that stores the nanoseconds of one batch and prints nothing. */
struct keeper : benchmark::BenchmarkReporter {
    bool by_wall_clock;
    double batch_ns = 0;

    explicit keeper(bool by_wall) : by_wall_clock(by_wall) {}
    bool ReportContext(const Context &) override { return true; }
    void ReportRuns(const std::vector<Run> &runs) override
    {
        for (const Run &run : runs)
            batch_ns = by_wall_clock ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime();
    }
};

/* Returns the nanoseconds of a batch, the mean over as many as take a sample's time; meaningless when one fails. A workload that
 * waits for another process is timed by the wall clock, any other by the processor time of this thread. */
double time_batch_ns(struct timed *timed, bool by_wall_clock)
{
    auto *registered = benchmark::RegisterBenchmark("cell", [&](benchmark::State &state) {
        while (timed->status == CORO_OK && state.KeepRunning())
            timed->status = cell_run(timed->cell, timed->items, &timed->done, &timed->reason);
        if (timed->status)
            state.SkipWithError("failed");
    });
    registered->MinTime(timed->seconds)->Unit(benchmark::kNanosecond);
    if (by_wall_clock)
        registered->UseRealTime();
    keeper reporter(by_wall_clock);
    benchmark::RunSpecifiedBenchmarks(&reporter);
    return reporter.batch_ns;
}

/* The untimed run before: as long as a batch. One item of each of a million tasks has touched all memory and stacks, too. */
uint64_t warm_items(const struct cell_arguments *arguments, uint64_t batch_items)
{
    return arguments->workload->task_count >= TABLE_MANY_TASKS ? arguments->workload->task_count : batch_items;
}

enum coro_status time_cell(const struct cell_arguments *arguments, struct timed *timed, double *item_ns)
{
    timed->reason = timing_refusal();
    if (timed->reason)
        return CORO_ERR_UNSUPPORTED;
    timed->status = cell_open(arguments->row, arguments->workload, &arguments->options, &timed->cell, &timed->reason);
    if (timed->status)
        return timed->status;
    timed->items = cell_batch_items(timed->cell);
    timed->status = cell_run(timed->cell, warm_items(arguments, timed->items), NULL, &timed->reason);
    if (timed->status)
        return timed->status;
    double batch_ns = time_batch_ns(timed, arguments->workload->waits_for_others);
    *item_ns = batch_ns / (double)timed->done;
    if (timed->status == CORO_OK && !(batch_ns > 0)) {
        timed->reason = "the clock did not advance";
        return CORO_ERR_UNSUPPORTED;
    }
    return timed->status;
}

}

int main(int argc, char **argv)
{
    static const char *const names[] = { "time_ns" };
    struct cell_arguments arguments;
    struct timed timed = {};
    struct cell_answer answer = {};
    answer.names = names;
    answer.count = 1;
    cell_program_begin();
    int is_brief = argc > 1 && std::strcmp(argv[1], "--brief") == 0;
    timed.seconds = is_brief ? brief_seconds : sample_seconds;
    if (cell_arguments_parse(argc - 1 - is_brief, argv + 1 + is_brief, &arguments))
        return 2;
    enum coro_status status = time_cell(&arguments, &timed, &answer.values[0]);
    cell_close(timed.cell);
    answer.reason = timed.reason;
    return cell_answer_print(status, &answer);
}
