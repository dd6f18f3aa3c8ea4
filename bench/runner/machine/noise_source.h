/* SPDX-License-Identifier: MIT */
/* What on this machine makes results noisy, one symptom each: what was seen, and what to do about it. */
#ifndef BENCH_RUNNER_MACHINE_NOISE_SOURCE_H
#define BENCH_RUNNER_MACHINE_NOISE_SOURCE_H
#include "bench/runner/machine/proc_sys.h"

enum symptom_mark { MARK_OK, MARK_NOISY, MARK_UNKNOWN };

struct symptom {
    const char *name;
    enum symptom_mark mark;
    char finding[200];      /* what was seen and what it does to results */
    const char *advice;     /* what to do; NULL: nothing */
};

enum pinning { PINNED, PINNED_WITH_OTHERS, NOT_PINNED };

struct patient {
    const char *root;                       /* of machine.h */
    const char *search_path;                /* PATH; valgrind is looked for in it, not under root; NULL: nowhere */
    int cpu;                                /* the one that samples run on, or RUNNER_ANY_CPU */
    enum pinning pinning;
    const struct machine_second *second;    /* what others did for a second; NULL: not known */
};

enum { SYMPTOM_COUNT = 18 };

/* Fills in all of them, in the order in which they are shown. */
void symptoms_look(const struct patient *, struct symptom symptoms[SYMPTOM_COUNT]);

/* "ok", "noisy", "unknown". */
const char *symptom_mark_name(enum symptom_mark);

#endif
