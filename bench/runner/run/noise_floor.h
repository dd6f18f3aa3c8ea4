/* SPDX-License-Identifier: MIT */
/* The noise floor of this machine: a build against itself. A few cells are sampled as `corolab run` does it - a fresh process
 * each, taken by turns - and then cut in two halves again and again, by lot, as if one half were another build. What differs
 * between halves is noise, and no difference that small between two builds means anything. */
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
 * CORO_ERR_IO when no process can be made, CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status noise_floor_measure(const char *program, int cpu, double seconds, struct noise_floor *);

/* Works out what the samples say; every cell has NOISE_ROUNDS_MIN of them or more. The lots are drawn from one seed: the same
 * samples give the same numbers. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status noise_floor_judge(struct noise_floor *);

#endif
