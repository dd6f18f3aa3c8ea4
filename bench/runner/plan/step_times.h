/* SPDX-License-Identifier: MIT */
/* How long the steps of a run take: what was seen on this machine before, and assumptions for the rest. Seconds are remembered
 * per pass, strategy and workload in one JSON file beside the executables; they are hints, so a rebuilt executable keeps them,
 * and a file that cannot be read or written is no error. */
#ifndef BENCH_RUNNER_PLAN_STEP_TIMES_H
#define BENCH_RUNNER_PLAN_STEP_TIMES_H
#include <jansson.h>
#include <limits.h>
#include "bench/runner/plan/metric.h"
#include "bench/runner/plan/programs.h"
#include "bench/table/table.h"
#include "coro/status.h"

struct durations {
    char path[PATH_MAX];        /* empty: nothing is read or written */
    char *machine;
    json_t *passes;             /* { pass: { strategy: { workload: seconds } } } */
    double slowness;            /* of this machine against the one on which the assumptions were measured */
    int is_changed;
};

/* Reads the file if there is one of this machine, which is described as in the result file's environment. CORO_ERR_NO_MEMORY;
 * otherwise runner_durations_fini is the caller's. */
CORO_MUST_USE enum coro_status runner_durations_init(struct durations *, const struct programs *, const json_t *environment);
/* Remembers for this run only: for texts and traces of the user's own, which may be longer. */
CORO_MUST_USE enum coro_status runner_durations_init_empty(struct durations *);
void runner_durations_fini(struct durations *);

/* The seconds that this step will take, as far as is known; 0 for a cell that is known not to be supported. Where nothing is
 * known, `assumed_seconds`, which are what a cell of few tasks takes where the slowness is 1, are adapted. For PASS_CHECK, where
 * a strategy is a step, the workload is NULL. */
double runner_durations_expect(const struct durations *, enum pass, const struct row_card *, const struct workload_card *,
                               double assumed_seconds);
/* The chance that a cell which nobody has verified in this run is supported: 1 when it was seen before, for then what it takes is
 * known, which is 0 where it is not supported. */
double runner_durations_hope(const struct durations *, const struct row_card *, const struct workload_card *);
/* Learns from a step; later ones weigh in on what is known. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_durations_learn(struct durations *, enum pass, const struct row_card *,
                                                      const struct workload_card *, double seconds);
/* Forgets what is known in favour of this: for cells that turned out not to be supported. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_durations_set(struct durations *, enum pass, const struct row_card *,
                                                    const struct workload_card *, double seconds);
/* Writes the file, if something new is in it and the directory can be written to. */
void runner_durations_save(struct durations *);

#endif
