/* SPDX-License-Identifier: MIT */
/* Finds the names nearest to a mistyped word, for commands that refuse it. */
#ifndef REPORT_TEXT_NEAREST_H
#define REPORT_TEXT_NEAREST_H
#include <stddef.h>

enum { REPORT_NEAREST_MOST = 3 };

/* The number of letters to insert, drop, replace or swap with their neighbour to turn one word into the other (optimal string
 * alignment distance). Letters after the 63rd do not count. */
size_t report_nearest_distance(const char *, const char *);

/* Puts the nearest names into found[], nearest first, at most REPORT_NEAREST_MOST, and returns how many. Equal distances keep
 * the given order. A name that needs more changes than half of the word's letters is left out, unless it contains the word or
 * begins like it. The pointers are those of names[]. */
size_t report_nearest_find(const char *word, const char *const *names, size_t count, const char *found[REPORT_NEAREST_MOST]);

#endif
