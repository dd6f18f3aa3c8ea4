/* SPDX-License-Identifier: MIT */
/* The result of a run while it grows: what has been measured so far. document.h makes the file of it. */
#ifndef BENCH_RUNNER_RECORD_COLLECTED_H
#define BENCH_RUNNER_RECORD_COLLECTED_H
#include <jansson.h>
#include "bench/runner/record/samples.h"

struct result {
    struct samples samples;
    json_t *probes, *claims;
    json_t *notes;              /* sentences about what could not be measured */
    json_t *environment;
    json_int_t text_bytes;      /* 0: no text is read */
    json_int_t text_repeats;    /* copies that make it long enough to time */
    double wall_seconds;        /* until now, those of the resumed run included */
    double harness_seconds;     /* the part of them in which no measuring program ran */
};

/* Empty, with the environment as it is now. CORO_ERR_NO_MEMORY; runner_result_fini is the caller's on success. */
CORO_MUST_USE enum coro_status runner_result_init(struct result *);
void runner_result_fini(struct result *);

/* Adds the samples of one pass out of a measuring program's answer {"metrics":{...}}; `cell` is the cell's index in its plan.
 * CORO_ERR_WRONG_RESULT, with *complaint saying why and nothing added, when the numbers are not what the pass measures;
 * CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_result_add(struct result *, size_t cell, enum pass, unsigned round, const json_t *answer,
                                                 const char **complaint);
/* Remembers a sentence about the run, once. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_result_add_note(struct result *, const char *sentence);

#endif
