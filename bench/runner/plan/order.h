/* SPDX-License-Identifier: MIT */
/* Shuffles the cells of a round, from a seed below 2^63, because JSON's integers are signed. The seed in the result file
 * replays the order. The generator is splitmix64 (Sebastiano Vigna, https://prng.di.unimi.it/splitmix64.c, public domain),
 * small and good enough for an order. Each round has a stream of its own, so a resumed run shuffles round 7 as an uninterrupted
 * one does. */
#ifndef BENCH_RUNNER_PLAN_ORDER_H
#define BENCH_RUNNER_PLAN_ORDER_H
#include <stddef.h>
#include <stdint.h>
#include "coro/status.h"

struct order {
    uint64_t state;
};

/* A random seed, short enough to be typed. */
uint64_t runner_seed_fresh(void);
/* CORO_ERR_INVALID, said on standard error, when the text is no such number. */
CORO_MUST_USE enum coro_status runner_seed_parse(const char *text, uint64_t *seed);

/* The stream of one round. The same seed and round give the same numbers on every machine. */
struct order runner_order_start(uint64_t seed, unsigned round);
uint64_t runner_order_next(struct order *);
/* A number from 0 to bound - 1, each equally likely. `bound` is at least 1. */
uint64_t runner_order_below(struct order *, uint64_t bound);
/* Fills indices[0..count-1] with the numbers 0 to count - 1 in a shuffled order. */
void runner_order_shuffle(struct order *, size_t *indices, size_t count);

#endif
