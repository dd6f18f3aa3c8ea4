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
    bool is_declared;           /* the answer follows from the row's file: no run could have given another */
    bool has_value;
    double value;
    char evidence[480];         /* one sentence: no capital, no full stop */
};

/* Makes a finding without answer and value. The format is printf's. */
__attribute__((format(printf, 2, 3))) struct finding finding_of(enum behaviour, const char *format, ...);
struct finding finding_answered(struct finding, enum answer);
/* Marks an answer that was read off the row's file: the size of a struct, a declaration, an include. A claim that rests on such
 * answers alone is not counted. */
struct finding finding_declared(struct finding);
struct finding finding_valued(struct finding, double value);
/* Makes a finding of a failed step, which `what` names: REFUSES with the answer NO for refusals, else FAILS. */
struct finding finding_of_status(enum coro_status, const char *what);
/* Adds to the evidence, after a semicolon if there is some. */
__attribute__((format(printf, 2, 3))) void finding_add(struct finding *, const char *format, ...);

/* The end of the evidence where a workload is at fault: `check` then points at no part of the row. */
#define FINDING_BLAMES_WORKLOAD "look for the fault in the workload, not in the row"

/* Returns "s", or "" for a count of 1. */
const char *plural(uint64_t count);
/* Returns "works", "refuses", "falls back" or "fails". */
const char *behaviour_name(enum behaviour);

/* The conformance probes: promises that every strategy must keep. They have no yes or no: a row works, or refuses with a clear
 * error. A wrong result, a leak or a crash fails the check. strategies/claim.h lists the other probes. */
/* X(name, question) */
#define CONFORMANCE_PROBES(X) \
    X(frames, "do place and release hand out frames and take them back as strategies/strategy.h says?") \
    X(results, "does every workload give the right result, or a refusal?") \
    X(claimed_allocations, "does an item of every workload take as many allocations as the strategy's file says?") \
    X(drop_in_mid_await, "is everything freed when a task is dropped after any number of polls?") \
    X(failing_allocation, "is every failing allocation reported, with nothing leaked?") \
    X(over_aligned, "does a frame that needs 64-byte alignment get it, or a refusal?") \
    X(move, "can the iterator be moved between two items?") \
    X(nesting, "can a task poll, drop and run tasks of another executor inside its own poll?")

#endif
