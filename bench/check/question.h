/* SPDX-License-Identifier: MIT */
/* Lists the questions of check in the order of asking: conformance first, then the probes that decide claims. scorecard.h
 * stores one answer for each. */
#ifndef BENCH_CHECK_QUESTION_H
#define BENCH_CHECK_QUESTION_H
#include <stdbool.h>
#include "bench/probes/conformance_list.h"
#include "strategies/claim.h"

enum question_id {
#define X(name, question) QUESTION_##name,
    CONFORMANCE_PROBES(X)
    PROBES(X)
#undef X
    QUESTION_COUNT
};

struct question {
    const char *name;           /* of the probe */
    const char *words;
    bool is_conformance;
    bool is_open;               /* about time: the report decides it, no probe runs */
};

extern const struct question questions[QUESTION_COUNT];

/* The question that decides a claim; not for PROBE_none. */
enum question_id question_of(enum probe_id);

#endif
