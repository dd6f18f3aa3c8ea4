/* SPDX-License-Identifier: MIT */
/* The file that a run becomes (report/result/schema.h). */
#ifndef BENCH_RUNNER_RUN_RESULT_JSON_H
#define BENCH_RUNNER_RUN_RESULT_JSON_H
#include "bench/runner/run/session.h"

enum run_ending { RUN_FINISHED, RUN_INTERRUPTED };

/* The document with no samples in it, a new reference in *document. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_document_compose(const struct session *, enum run_ending, json_t **document);
/* Writes all of it to the session's output; samples of cells that are not ok stay out. Needs memory for the document without its
 * samples. As runner_output_write. */
CORO_MUST_USE enum coro_status runner_document_write(const struct session *, enum run_ending);

#endif
