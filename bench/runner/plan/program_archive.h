/* SPDX-License-Identifier: MIT */
/* Keeps the timing programs of the last builds for `corolab compare --confirm`, which runs the programs behind two result
 * files. The next build replaces corolab_time itself; a hard link under another name survives and costs nothing until then. */
#ifndef BENCH_RUNNER_PLAN_PROGRAM_ARCHIVE_H
#define BENCH_RUNNER_PLAN_PROGRAM_ARCHIVE_H
#include "bench/runner/plan/programs.h"

/* How many builds an archive holds; the oldest go first. */
enum { RUNNER_ARCHIVE_MAX = 8 };

/* Links the timing program beside itself as "corolab_time-" and the first digits of its hash, sets archived_time to that path,
 * and removes old links. Where no link can be made, archived_time stays empty. */
void runner_archive_add(struct programs *);

#endif
