/* SPDX-License-Identifier: MIT */
/* Describes the machine, the system and the build behind the numbers: the `environment` object of report/result/schema.h.
 * Resuming and comparing hold two of them against each other. */
#ifndef BENCH_RUNNER_MACHINE_ENVIRONMENT_H
#define BENCH_RUNNER_MACHINE_ENVIRONMENT_H
#include <jansson.h>

/* A new object. It leaves out what the machine does not tell. */
json_t *runner_environment_describe(void);

#endif
