/* SPDX-License-Identifier: MIT */
/* The passes of a run: what each counts, and whether it has left anything in a file. */
#ifndef CORO_REPORT_PASSES_H
#define CORO_REPORT_PASSES_H
#include "report/result.h"

enum coro_pass_state {
    CORO_PASS_RAN,
    CORO_PASS_SKIPPED,      /* it was asked not to run */
    CORO_PASS_LEFT_NOTHING, /* it could not run, or nothing that it measures was selected */
};

struct coro_pass {
    const char *name, *words;   /* words: what it counts, and how */
    enum coro_pass_state state;
};

/* Reads pass `index`, in the order in which they run; false when there are no more. */
bool coro_pass_read(const struct coro_result *, size_t index, struct coro_pass *);

/* A few words. */
const char *coro_pass_state_words(enum coro_pass_state);

#endif
