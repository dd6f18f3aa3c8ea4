/* SPDX-License-Identifier: MIT */
/* What bench/trust/experiment.sh found out about the method, for the result file: the report quotes it from there. */
#ifndef CORO_BENCH_RUNNER_EXPERIMENT_H
#define CORO_BENCH_RUNNER_EXPERIMENT_H
#include <jansson.h>

/* bench/trust/experiment.json as it was at the build, a new reference; NULL when there was none, or there is no memory. */
json_t *runner_experiment(void);

#endif
