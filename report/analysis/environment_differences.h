/* SPDX-License-Identifier: MIT */
/* The differences between the machines, builds and plans of two results: the first thing to know of a comparison. `corolab
 * compare` shows them and chooses its programs by them. */
#ifndef REPORT_ANALYSIS_ENVIRONMENT_DIFFERENCES_H
#define REPORT_ANALYSIS_ENVIRONMENT_DIFFERENCES_H
#include <stdbool.h>
#include "report/result/result.h"
#include "report/result/schema.h"

struct report_environment_difference {
    const char *what;           /* "compiler" */
    char before[80], after[80]; /* UTF-8, not escaped, cut to fit; "unknown" where the file does not say */
};

enum { REPORT_ENVIRONMENT_DIFFERENCES = 24 };     /* there are never more */

/* Fills in the differences and returns how many there are. Leaves load out: it always differs. */
size_t report_environment_differences(const struct report_result *before, const struct report_result *after,
                                      struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES]);

/* True when processor, number of cores, memory, kernel or virtualisation differ: times of two machines say nothing of two
 * builds. */
bool report_is_other_machine(const struct report_result *before, const struct report_result *after);
/* The executable of that name, or NULL. */
const struct report_executable *report_result_executable(const struct report_result *, const char *name);

#endif
