/* SPDX-License-Identifier: MIT */
/* Takes what an earlier run wrote into a session: first the head, then pieces. All of it is checked, because files are cut off
 * and edited. What cannot be taken is CORO_ERR_IO, said on standard error with the file's name. */
#ifndef BENCH_RUNNER_RUN_READ_RESULT_H
#define BENCH_RUNNER_RUN_READ_RESULT_H
#include "bench/runner/run/session.h"

struct restore {
    struct session *session;
    const char *path;           /* of the file, for sentences */
    const char *purpose;        /* "resumed", "repeated": what it cannot be */
    uint64_t *seen;             /* per cell, bit m: metric m's sample is there; NULL until the head is */
};

void runner_restore_fini(struct restore *);
/* Says why the file cannot be used. Always CORO_ERR_IO. */
CORO_MUST_USE enum coro_status runner_restore_refuse(const struct restore *, const char *why);
/* The plan: options, strategies, workloads. Strings in the options point into the document. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_restore_head(struct restore *, const json_t *document);
/* What the object holds of cells, samples, probes, claims, notes and seconds. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_restore_piece(struct restore *, const json_t *piece);
/* One sample. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_restore_sample(struct restore *, const json_t *sample);

#endif
