/* SPDX-License-Identifier: MIT */
/* Names that look like what the user typed: the suggestions behind "there is no such strategy". */
#ifndef BENCH_PROCESS_SUGGEST_H
#define BENCH_PROCESS_SUGGEST_H
#include <stddef.h>

#define RUNNER_NEAREST_MAX 3

/* How many letters must be inserted, dropped, replaced or swapped with their neighbour to turn one word into the other (optimal
 * string alignment distance). Letters after the 63rd are not looked at. */
size_t runner_nearest_distance(const char *, const char *);

/* Puts the (at most RUNNER_NEAREST_MAX) names nearest to `word` into found[], nearest first, in the order given among equals,
 * and returns how many. A name that needs more changes than half of the word's letters is not near, unless it contains the
 * word or begins like it. The pointers are those of names[]. */
size_t runner_nearest_find(const char *word, const char *const *names, size_t count, const char *found[RUNNER_NEAREST_MAX]);

#endif
