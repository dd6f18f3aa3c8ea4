/* SPDX-License-Identifier: MIT */
/* Draws and parses the seed of an order: a number below 2^63, because JSON's integers are signed. */
#ifndef BENCH_RUNNER_PLAN_SEED_H
#define BENCH_RUNNER_PLAN_SEED_H
#include <stdint.h>
#include "coro/status.h"

/* A random seed, short enough to be typed. */
uint64_t runner_seed_fresh(void);
/* CORO_ERR_INVALID, said on standard error, when the text is no such number. */
CORO_MUST_USE enum coro_status runner_seed_parse(const char *text, uint64_t *seed);

#endif
