/* SPDX-License-Identifier: MIT */
/* Examines the machine, measures the noise floor, and prints both as text or JSON. No finding is a failure. */
#define _GNU_SOURCE 1 /* environ */
#include "bench/runner/command/commands.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "bench/measure/timing.h"
#include "bench/process/beside.h"
#include "bench/process/child.h"
#include "bench/runner/run/noise_floor.h"
#include "bench/process/message.h"
#include "bench/runner/plan/options.h"
#include "bench/process/stop.h"
#include "bench/runner/machine/machine.h"
#include "report/text/text.h"

enum { MEASURE_SECONDS = 10 };

struct diagnosis {
    struct noise_source sources[NOISE_SOURCE_COUNT];
    struct noise_floor floor;       /* cell_count 0: not measured */
    const char *no_floor;           /* then, why not */
};

static void look_for_a_second(struct diagnosis *diagnosis, struct machine_view *view)
{
    static struct machine_moment before, after;
    struct machine_second second;
    struct timespec pause = { .tv_sec = 1 };
    machine_observe(view->root, &before);
    nanosleep(&pause, NULL);
    machine_observe(view->root, &after);
    if (machine_compare(&before, &after, getpid(), &second))
        view->second = &second;
    noise_sources_find(view, diagnosis->sources);
    view->second = NULL;
}

static enum coro_status measure_floor(struct diagnosis *diagnosis, int cpu)
{
    char program[PATH_MAX];
    diagnosis->no_floor = timing_refusal();
    if (diagnosis->no_floor != NULL)
        return CORO_OK;
    if (beside_program(program, "corolab_time") != CORO_OK || access(program, X_OK) != 0) {
        diagnosis->no_floor = "corolab_time is not beside corolab: build it";
        return CORO_OK;
    }
    runner_note("measuring the noise floor for about %d seconds", MEASURE_SECONDS);
    enum coro_status status = noise_floor_measure(program, cpu, MEASURE_SECONDS, &diagnosis->floor);
    if (status != CORO_ERR_UNSUPPORTED)
        return status;
    diagnosis->floor.cell_count = 0;
    diagnosis->no_floor = "no cell could be timed";
    return CORO_OK;
}

static void print_sources(const struct diagnosis *diagnosis)
{
    enum { INDENT = 27 };
    struct report_text text = {0};
    for (size_t i = 0; i < NOISE_SOURCE_COUNT; i++) {
        const struct noise_source *source = &diagnosis->sources[i];
        report_text_format(&text, "  %-9s%-16s", noise_mark_name(source->mark), source->name);
        report_paragraph_add(&text, INDENT, INDENT, source->finding);
        if (source->advice == NULL)
            continue;
        report_text_format(&text, "%*s-> ", INDENT, "");
        report_paragraph_add(&text, INDENT + 3, INDENT, source->advice);
    }
    fwrite(text.bytes, 1, text.length, stdout);
    report_text_fini(&text);
}

static void print_floor(const struct diagnosis *diagnosis)
{
    const struct noise_floor *floor = &diagnosis->floor;
    if (floor->cell_count == 0) {
        printf("\nNo noise floor: %s.\n", diagnosis->no_floor);
        return;
    }
    printf("\nThe noise floor: this build against itself, a fresh process per sample\n\n");
    printf("  %-32s%8s%10s%8s%8s%8s\n", "", "samples", "ns/item", "spread", "halves", "n = 10");
    for (size_t i = 0; i < floor->cell_count; i++) {
        const struct noise_cell *cell = &floor->cells[i];
        printf("  %-18s%-14s%8zu%10.2f%7.1f%%%7.1f%%%7.1f%%\n", cell->strategy, cell->workload, cell->count, cell->median,
               100 * cell->noise.spread, 100 * cell->noise.difference, 100 * cell->noise.resolution);
    }
    printf("  %-32s%18s%7.1f%%%7.1f%%%7.1f%%\n\n", "all", "", 100 * floor->noise.spread, 100 * floor->noise.difference,
           100 * floor->noise.resolution);
    printf("  spread: the middle half of the processes lies this far apart. halves: 95 %%\n"
           "  of the differences between the medians of two random halves are smaller.\n"
           "  With %d samples of each, a difference under %.1f %% may be noise.\n", NOISE_SIDE_SAMPLES,
           100 * floor->noise.resolution);
    if (floor->cells[0].count < NOISE_SIDE_SAMPLES)
        printf("  The machine was too busy to take as many here: the noise may be larger.\n");
}

static json_t *noise_json(const struct noise *noise)
{
    return json_pack("{s:f, s:f, s:f}", "spread", noise->spread, "difference_of_halves", noise->difference,
                     "resolution_of_10_samples", noise->resolution);
}

static json_t *sources_json(const struct diagnosis *diagnosis)
{
    json_t *list = json_array();
    for (size_t i = 0; i < NOISE_SOURCE_COUNT; i++) {
        const struct noise_source *source = &diagnosis->sources[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s*}", "name", source->name,
                                              "mark", noise_mark_name(source->mark), "finding", source->finding,
                                              "advice", source->advice));
    }
    return list;
}

static json_t *floor_json(const struct noise_floor *floor)
{
    json_t *list = json_array();
    for (size_t i = 0; i < floor->cell_count; i++) {
        const struct noise_cell *cell = &floor->cells[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:f, s:o}", "strategy", cell->strategy, "workload", cell->workload,
                                              "samples", (json_int_t)cell->count, "median_ns", cell->median,
                                              "noise", noise_json(&cell->noise)));
    }
    return json_pack("{s:o, s:o}", "cells", list, "all", noise_json(&floor->noise));
}

/* Without a noise floor, the object says why instead. */
static void print_json(const struct diagnosis *diagnosis)
{
    bool has_floor = diagnosis->floor.cell_count > 0;
    json_t *floor = has_floor ? floor_json(&diagnosis->floor) : json_pack("{s:s}", "absent", diagnosis->no_floor);
    json_t *root = json_pack("{s:o, s:o}", "symptoms", sources_json(diagnosis), "noise_floor", floor);
    json_dumpf(root, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    json_decref(root);
    putchar('\n');
}

static void print_text(const struct diagnosis *diagnosis)
{
    printf("What makes results noisy on this machine\n\n");
    print_sources(diagnosis);
    print_floor(diagnosis);
}

static int diagnose(void (*print)(const struct diagnosis *))
{
    static struct diagnosis diagnosis;
    bool is_shared;
    int cpu = runner_cpu_take(&is_shared);
    struct machine_view view = { .root = "", .search_path = getenv("PATH"), .cpu = cpu, .environment = environ };
    view.pinning = cpu == RUNNER_ANY_CPU ? NOT_PINNED : is_shared ? PINNED_WITH_OTHERS : PINNED;
    enum coro_status status = runner_stop_watch();
    if (status == CORO_OK) {
        look_for_a_second(&diagnosis, &view);
        status = measure_floor(&diagnosis, cpu);
    }
    if (runner_stop_requested())
        return RUNNER_STOPPED;
    if (status == CORO_OK)
        print(&diagnosis);
    if (status != CORO_OK)
        runner_note("%s", runner_child_reason(coro_status_message(status)));
    return runner_flush_output() != 0 || status != CORO_OK;
}

int runner_doctor_command(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--json") == 0)
        return diagnose(print_json);
    if (argc == 1)
        return diagnose(print_text);
    runner_note("doctor knows only --json, not \"%s\"", strcmp(argv[1], "--json") == 0 ? argv[2] : argv[1]);
    return 2;
}
