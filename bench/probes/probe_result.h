/* SPDX-License-Identifier: MIT */
/* What a probe found out about one row. */
#ifndef BENCH_PROBES_PROBE_RESULT_H
#define BENCH_PROBES_PROBE_RESULT_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/status.h"
#include "strategies/claim.h"

enum behaviour { WORKS, REFUSES, FALLS_BACK, FAILS };

struct finding {
    enum behaviour behaviour;
    bool is_answered;           /* by yes or no; conformance probes are not */
    enum answer answer;
    bool has_value;
    double value;
    char evidence[480];         /* one sentence: no capital, no full stop */
};

/* Unanswered and without a value. The format is printf's. */
__attribute__((format(printf, 2, 3))) struct finding finding_of(enum behaviour, const char *format, ...);
struct finding finding_answered(struct finding, enum answer);
struct finding finding_valued(struct finding, double value);
/* A step of the probe went wrong: `what` names it. Refusals of the strategy are REFUSES and answered NO, others FAILS. */
struct finding finding_of_status(enum coro_status, const char *what);
/* Goes on with the evidence, after a semicolon if there is some. */
__attribute__((format(printf, 2, 3))) void finding_add(struct finding *, const char *format, ...);

/* The s, or none, of a word that follows a count. */
const char *plural(uint64_t count);
/* "works", "refuses", "falls back", "fails" */
const char *behaviour_name(enum behaviour);

#endif
