/* SPDX-License-Identifier: MIT */
/* Finds the names nearest to a mistyped word: the suggestions behind "there is no such strategy". Commands, options, strategies
 * and workloads share it. */
#ifndef BENCH_PROCESS_SUGGEST_H
#define BENCH_PROCESS_SUGGEST_H
#include <stddef.h>

#define RUNNER_NEAREST_MAX 3

/* The number of letters to insert, drop, replace or swap with their neighbour to turn one word into the other (optimal string
 * alignment distance). Letters after the 63rd do not count. */
size_t runner_nearest_distance(const char *, const char *);

/* Puts the nearest names into found[], nearest first, at most RUNNER_NEAREST_MAX, and returns how many. Equal distances keep
 * the given order. A name that needs more changes than half of the word's letters is left out, unless it contains the word or
 * begins like it. The pointers are those of names[]. */
size_t runner_nearest_find(const char *word, const char *const *names, size_t count, const char *found[RUNNER_NEAREST_MAX]);

/* Complains of a word: COMPLAINT "WORD"; did you mean A or B? When no name is near, it says that `corolab COMMAND` shows them
 * all. */
void runner_suggest(const char *complaint, const char *word, const char *const *names, size_t count, const char *command);

#endif
