/* SPDX-License-Identifier: MIT */
/* The machine, the system and the build that the numbers come from: the `environment` object of report/result/schema.h. */
#ifndef BENCH_RUNNER_MACHINE_ENVIRONMENT_H
#define BENCH_RUNNER_MACHINE_ENVIRONMENT_H
#include <jansson.h>

/* A new object, which leaves out what the machine does not tell. */
json_t *runner_environment_describe(void);

#endif
