/* SPDX-License-Identifier: MIT */
/* The samples of a run, 24 bytes each, in the order in which they were taken. A cell is its index in the plan and a metric its
 * index in runner_metrics: both lists must stay as they are while samples refer to them. */
#ifndef BENCH_RUNNER_RECORD_SAMPLES_H
#define BENCH_RUNNER_RECORD_SAMPLES_H
#include <stdio.h>
#include "bench/runner/plan/plan.h"

struct sample {
    double value;               /* finite */
    uint32_t cell;
    uint32_t order;             /* ascending, with gaps where samples of cells that went bad were left out */
    uint16_t round;
    uint16_t metric;
};

struct samples {                /* {0} is empty */
    struct sample *list;
    size_t count, capacity;
    uint32_t next_order;
};

/* Adds one that was just taken; its order is the next. CORO_ERR_NO_MEMORY, also when there are 2^32 of them. */
CORO_MUST_USE enum coro_status runner_samples_take(struct samples *, uint32_t cell, uint16_t metric, unsigned round,
                                                   double value);
/* Adds one that an earlier run took, with its order. */
CORO_MUST_USE enum coro_status runner_samples_restore(struct samples *, const struct sample *);
void runner_samples_fini(struct samples *);

/* Prints it as the JSON object of report/result/schema.h, on one line without an end. The value has as few digits as read back to the
 * same number. Non-zero when the stream failed. */
int runner_samples_print(const struct sample *, const struct plan *, FILE *);

#endif
