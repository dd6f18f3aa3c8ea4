/* SPDX-License-Identifier: MIT */
/* Examines what makes results noisy on this machine: one finding and one piece of advice for each source. `corolab doctor`
 * prints them. */
#ifndef BENCH_RUNNER_MACHINE_NOISE_SOURCE_H
#define BENCH_RUNNER_MACHINE_NOISE_SOURCE_H
#include "bench/runner/machine/proc_sys.h"

enum noise_mark { MARK_OK, MARK_NOISY, MARK_UNKNOWN };

struct noise_source {
    const char *name;
    enum noise_mark mark;
    char finding[200];      /* what was seen and what it does to results */
    const char *advice;     /* what to do; NULL: nothing */
};

enum pinning { PINNED, PINNED_WITH_OTHERS, NOT_PINNED };

struct machine_view {
    const char *root;                       /* of proc_sys.h */
    const char *search_path;                /* PATH; valgrind is looked for in it, not under root; NULL: nowhere */
    int cpu;                                /* samples run on it; or RUNNER_ANY_CPU */
    enum pinning pinning;
    const struct machine_second *second;    /* what others did for a second; NULL: not known */
};

enum { NOISE_SOURCE_COUNT = 18 };

/* Fills in all of them, in the order in which they are shown. */
void noise_sources_find(const struct machine_view *, struct noise_source sources[NOISE_SOURCE_COUNT]);

/* "ok", "noisy", "unknown". */
const char *noise_mark_name(enum noise_mark);

#endif
