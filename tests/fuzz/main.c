/* SPDX-License-Identifier: MIT */
/* Runs random programs over the runtime, each from a seed, and prints one line with counts.
 *
 *     fuzz_X [--pipes | --threads] [--seed N] [--count N | --seconds S]
 *
 * Without a count it runs for a second. A program that fails prints its seed, which `--seed N --count 1` repeats. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "tests/fuzz/faults.h"
#include "tests/fuzz/program.h"
#include "tests/fuzz/threads.h"
#include "tests/fuzz/world.h"

struct options { uint64_t seed, count; double seconds; const char *part; };

static void refuse(const char *program)
{
    fprintf(stderr, "usage: %s [--pipes | --threads] [--seed N] [--count N | --seconds S]\n", program);
    exit(2);
}

static uint64_t number_of(const char *program, const char *text)
{
    char *end;
    if (text == NULL)
        refuse(program);
    uint64_t number = strtoull(text, &end, 0);
    if (*text == '\0' || *end != '\0')
        refuse(program);
    return number;
}

static struct options options_of(char **arguments)
{
    const char *program = arguments[0];
    struct options options = { .seed = 1, .count = UINT64_MAX, .seconds = 1, .part = "tasks" };
    for (char **at = arguments + 1; *at != NULL; at++) {
        if (strcmp(*at, "--pipes") == 0 || strcmp(*at, "--threads") == 0)
            options.part = *at + 2;
        else if (strcmp(*at, "--seed") == 0)
            options.seed = number_of(program, *++at);
        else if (strcmp(*at, "--count") == 0)
            options.count = number_of(program, *++at);
        else if (strcmp(*at, "--seconds") == 0)
            options.seconds = (double)number_of(program, *++at);
        else
            refuse(program);
        if (strcmp(at[-1], "--count") == 0)
            options.seconds = 1e9;
    }
    return options;
}

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint64_t run_many(struct options options)
{
    double end = now_seconds() + options.seconds;
    uint64_t count = 0;
    while (count < options.count && (count % 16 != 0 || now_seconds() < end)) {
        alarm(60);                  /* a program that hangs */
        program_run(options.seed + count++);
    }
    alarm(0);
    return count;
}

int main(int count, char **arguments)
{
    (void)count;
    struct options options = options_of(arguments);
    bool is_plain = strcmp(options.part, "tasks") == 0;
    char command[4096];
    snprintf(command, sizeof command, "%s%s%s", arguments[0], is_plain ? "" : " --", is_plain ? "" : options.part);
    choice_report_crashes(command);
    world.has_pipes = strcmp(options.part, "pipes") == 0;
    world.has_threads = strcmp(options.part, "threads") == 0;
    if (world.has_threads)
        threads_start();
    double begun = now_seconds();
    uint64_t programs = run_many(options);
    if (world.has_threads)
        threads_stop();
    printf("%s, %s: %llu programs from seed %llu in %.1f s: %llu actors, %llu cancelled, %llu joins, %llu sleeps, "
           "%llu deep calls, %llu watches told, %llu wakes by threads, %llu bytes read, %llu failed allocations\n",
           fuzz_model.name, options.part, (unsigned long long)programs, (unsigned long long)options.seed, now_seconds() - begun,
           (unsigned long long)tally.started, (unsigned long long)tally.cancelled, (unsigned long long)tally.joined,
           (unsigned long long)tally.slept, (unsigned long long)tally.deep, (unsigned long long)tally.spied,
           (unsigned long long)tally.woken_by_threads, (unsigned long long)tally.bytes_read, faults.count);
    return 0;
}
