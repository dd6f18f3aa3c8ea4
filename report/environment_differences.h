/* SPDX-License-Identifier: MIT */
/* What differs between the machines, builds and plans of two results: the first thing to know of a comparison. */
#ifndef CORO_REPORT_ENVIRONMENT_DIFFERENCES_H
#define CORO_REPORT_ENVIRONMENT_DIFFERENCES_H
#include <stdbool.h>
#include "report/result.h"
#include "report/schema.h"

struct coro_environment_difference {
    const char *what;           /* "compiler" */
    char before[80], after[80]; /* UTF-8, not escaped, cut to fit; "unknown" where the file does not say */
};

enum { CORO_ENVIRONMENT_DIFFERENCES = 24 };     /* there are never more */

/* Fills in what differs and returns how many. Load is left out: it always differs. */
size_t coro_environment_differences(const struct coro_result *before, const struct coro_result *after,
                                    struct coro_environment_difference differences[CORO_ENVIRONMENT_DIFFERENCES]);

/* True when processor, number of cores, memory, kernel or virtualisation differ: times of two machines say nothing of two builds. */
bool coro_is_other_machine(const struct coro_result *before, const struct coro_result *after);
/* True when every executable in both files has the same hash. */
bool coro_is_same_build(const struct coro_result *before, const struct coro_result *after);
/* The executable of that name, or NULL. */
const struct coro_executable *coro_result_executable(const struct coro_result *, const char *name);

#endif
