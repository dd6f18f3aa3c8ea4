/* SPDX-License-Identifier: MIT */
/* Runs random programs over the runtime, each from a seed, and prints one line with counts.
 *
 *     fuzz_X [--pipes | --threads] [--seed N] [--count N | --seconds S]
 *
 * Without a count it runs for a second. A program that fails prints its seed, which `--seed N --count 1` repeats. */
#include <stdio.h>
#include <string.h>
#include "coro/coroutine.h"
#include "tests/fuzz/faults.h"
#include "tests/fuzz/options.h"
#include "tests/fuzz/program.h"
#include "tests/fuzz/threads.h"
#include "tests/fuzz/world.h"

static void print_tally(const struct options *options)
{
    const struct { unsigned long long count; const char *what; } tallies[] = {
        { tally.started, "actors" }, { tally.cancelled, "cancelled" }, { tally.joined, "joins" }, { tally.slept, "sleeps" },
        { tally.spied, "watches told" }, { tally.deep, "deep calls" }, { tally.woken_by_threads, "wakes by threads" },
        { tally.bytes_read, "bytes read" }, { faults.count, "failed allocations" },
    };
    printf("%s, %s: %llu programs from seed %llu in %.1f s", fuzz_model.name, options->part ? options->part : "tasks",
           (unsigned long long)(options->next_seed - options->seed), (unsigned long long)options->seed, options_seconds(options));
    for (size_t i = 0; i < sizeof tallies / sizeof *tallies; i++)
        if (tallies[i].count > 0)
            printf(", %llu %s", tallies[i].count, tallies[i].what);
    putchar('\n');
}

int main(int count, char **arguments)
{
    (void)count;
    struct options options = options_of(arguments, "--pipes | --threads");
    world.has_pipes = options.part && strcmp(options.part, "pipes") == 0;
    world.has_threads = options.part && strcmp(options.part, "threads") == 0;
    options_begin(&options);
    coro_lay_canaries();
    if (world.has_threads)
        threads_start();
    while (options_go_on(&options))
        program_run(options.next_seed++);
    if (world.has_threads)
        threads_stop();
    print_tally(&options);
    return 0;
}
