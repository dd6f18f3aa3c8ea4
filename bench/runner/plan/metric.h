/* SPDX-License-Identifier: MIT */
/* Lists the metrics: name, unit and the pass that takes them. The result file, its reader and the passes use this one list; the
 * names are those of report/result/schema.h. */
#ifndef BENCH_RUNNER_PLAN_METRIC_H
#define BENCH_RUNNER_PLAN_METRIC_H
#include <stddef.h>

enum pass {
    PASS_CHECK,         /* probes and claims */
    PASS_VERIFY,        /* is the result right? */
    PASS_TIME,
    PASS_ALLOCATIONS,
    PASS_KERNEL,        /* system calls, page faults */
    PASS_TAILS,         /* single next() calls */
    PASS_INSTRUCTIONS,
    PASS_MEMORY,
    PASS_COUNT
};

struct metric {
    const char *name, *unit;
    enum pass pass;
};

#define RUNNER_METRIC_COUNT 22
extern const struct metric runner_metrics[RUNNER_METRIC_COUNT];

/* NULL for an unknown name. */
const struct metric *runner_metric_find(const char *name);

#endif
