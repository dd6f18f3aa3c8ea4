/* SPDX-License-Identifier: MIT */
/* Timing programs kept for `corolab compare --confirm`: the next build in the same directory replaces the program that a result
 * file's times came out of, and a hard link under a name of its own costs nothing until then. */
#ifndef BENCH_RUNNER_PLAN_KEPT_PROGRAMS_H
#define BENCH_RUNNER_PLAN_KEPT_PROGRAMS_H
#include "bench/runner/plan/programs.h"

/* How many builds are kept in a directory; the oldest go first. */
enum { RUNNER_KEPT_MAX = 8 };

/* Links the timing program beside itself as "corolab_time-" and the first digits of its hash, and says so in kept_time; removes what
 * is too old. Where links cannot be made, kept_time stays empty. */
void runner_kept_add(struct programs *);

#endif
