/* SPDX-License-Identifier: MIT */
/* The question of shared_by_threads.c where no thread can be stopped between two instructions. */
#ifndef BENCH_PROBES_RACE_H
#define BENCH_PROBES_RACE_H
#include "bench/probes/probe.h"

/* Two threads begin and drop futures of one iterator as fast as they can, for a fraction of a second. A "yes" says that nothing
 * was found. May crash: call it in a child process. */
struct finding race_two_threads(const struct row *);

#endif
