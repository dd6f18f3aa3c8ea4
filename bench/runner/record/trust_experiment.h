/* SPDX-License-Identifier: MIT */
/* What bench/trust/experiment.sh found out about the method, for the result file: the report quotes it from there. */
#ifndef BENCH_RUNNER_RECORD_TRUST_EXPERIMENT_H
#define BENCH_RUNNER_RECORD_TRUST_EXPERIMENT_H
#include <jansson.h>

/* bench/trust/experiment.json as it was at the build, a new reference; NULL when there was none, or there is no memory. */
json_t *runner_experiment(void);

#endif
