/* SPDX-License-Identifier: MIT */
/* The finding of a probe about one row: a behaviour, an answer and its evidence. corolab_count prints it, and `corolab check`
 * reads it. */
#ifndef BENCH_PROBES_PROBE_RESULT_H
#define BENCH_PROBES_PROBE_RESULT_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/status.h"
#include "strategies/claim.h"

enum behaviour { WORKS, REFUSES, FALLS_BACK, FAILS };

struct finding {
    enum behaviour behaviour;
    bool is_answered;           /* conformance probes have no answer */
    enum answer answer;
    bool has_value;
    double value;
    char evidence[480];         /* one sentence: no capital, no full stop */
};

/* Makes a finding without answer and value. The format is printf's. */
__attribute__((format(printf, 2, 3))) struct finding finding_of(enum behaviour, const char *format, ...);
struct finding finding_answered(struct finding, enum answer);
struct finding finding_valued(struct finding, double value);
/* Makes a finding of a failed step, which `what` names: REFUSES with the answer NO for refusals, else FAILS. */
struct finding finding_of_status(enum coro_status, const char *what);
/* Adds to the evidence, after a semicolon if there is some. */
__attribute__((format(printf, 2, 3))) void finding_add(struct finding *, const char *format, ...);

/* Returns "s", or "" for a count of 1. */
const char *plural(uint64_t count);
/* Returns "works", "refuses", "falls back" or "fails". */
const char *behaviour_name(enum behaviour);

#endif
