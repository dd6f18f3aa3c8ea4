/* SPDX-License-Identifier: MIT */
/* The passes of a run: what each counts, and whether it has left anything in a file. */
#ifndef REPORT_ANALYSIS_MISSING_PASSES_H
#define REPORT_ANALYSIS_MISSING_PASSES_H
#include "report/result/result.h"

enum report_pass_state {
    REPORT_PASS_RAN,
    REPORT_PASS_SKIPPED,      /* it was asked not to run */
    REPORT_PASS_LEFT_NOTHING, /* it could not run, or nothing that it measures was selected */
};

struct report_pass {
    const char *name, *words;   /* words: what it counts, and how */
    enum report_pass_state state;
};

/* Reads pass `index`, in the order in which they run; false when there are no more. */
bool report_pass_read(const struct report_result *, size_t index, struct report_pass *);

/* A few words. */
const char *report_pass_state_words(enum report_pass_state);

#endif
