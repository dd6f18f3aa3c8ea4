/* SPDX-License-Identifier: MIT */
/* Measures the noise floor of this machine: the difference of a build from itself. A few cells are sampled as by `corolab run`,
 * in fresh processes by turns. The samples are cut into random halves many times, as if one half were another build.
 * Differences between halves are noise, so a difference of that size between two builds means nothing. `corolab doctor` shows
 * it before a long run. */
#ifndef BENCH_RUNNER_RUN_NOISE_FLOOR_H
#define BENCH_RUNNER_RUN_NOISE_FLOOR_H
#include <stddef.h>
#include "coro/status.h"

enum { NOISE_CELLS_MAX = 6, NOISE_ROUNDS_MIN = 6, NOISE_ROUNDS_MAX = 64, NOISE_SIDE_SAMPLES = 10 };

/* All but the medians are parts of one: 0.03 is 3 %. */
struct noise {
    double spread;          /* how far apart the middle half of the processes' times lies */
    double difference;      /* 95 % of the halves' medians differ by less */
    double resolution;      /* the same with NOISE_SIDE_SAMPLES samples on either side, as a run of the default length has them */
};

struct noise_cell {
    const char *strategy, *workload;
    size_t count;
    double values[NOISE_ROUNDS_MAX];    /* ns per item, in the order in which they were taken */
    double median;
    struct noise noise;
};

struct noise_floor {
    struct noise_cell cells[NOISE_CELLS_MAX];
    size_t cell_count;
    struct noise noise;         /* over all cells; of the spreads, the median */
};

/* Samples the cells with corolab_time at `program` for `seconds`, pinned to `cpu` (child.h), and judges them. A cell that cannot
 * be timed is left out, with a sentence on standard error. CORO_ERR_UNSUPPORTED when none is left or the user asked to stop,
 * CORO_ERR_IO when no process can be made. */
CORO_MUST_USE enum coro_status noise_floor_measure(const char *program, int cpu, double seconds, struct noise_floor *);

/* Computes the noise from the samples; every cell has NOISE_ROUNDS_MIN of them or more. The lots are drawn from one seed:
 * the same samples give the same numbers. */
void noise_floor_judge(struct noise_floor *);

#endif
