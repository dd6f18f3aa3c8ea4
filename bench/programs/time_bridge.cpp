/* SPDX-License-Identifier: MIT */
/* The bridge of time_bridge.h, the only C++ that measures: registers one benchmark with Google Benchmark and keeps its figure. */
#include <benchmark/benchmark.h>
#include "bench/programs/time_bridge.h"

namespace {

constexpr double sample_seconds = 0.05;

/* A reporter that stores the figure and prints nothing. */
struct keeper : benchmark::BenchmarkReporter {
    enum time_clock clock;
    double batch_ns = 0;

    explicit keeper(enum time_clock c) : clock(c) {}
    bool ReportContext(const Context &) override { return true; }
    void ReportRuns(const std::vector<Run> &runs) override
    {
        for (const Run &run : runs)
            batch_ns = clock == TIME_CPU ? run.GetAdjustedCPUTime() : run.GetAdjustedRealTime();
    }
};

}

double time_batch_ns(int (*batch)(void *), void *arg, enum time_clock clock)
{
    bool is_failed = false;
    auto *registered = benchmark::RegisterBenchmark("cell", [&](benchmark::State &state) {
        while (!is_failed && state.KeepRunning())
            is_failed = batch(arg) != 0;
        if (is_failed)
            state.SkipWithError("failed");
    });
    registered->MinTime(sample_seconds)->Unit(benchmark::kNanosecond);
    if (clock == TIME_WALL)
        registered->UseRealTime();
    keeper reporter(clock);
    benchmark::RunSpecifiedBenchmarks(&reporter);
    return reporter.batch_ns;
}
