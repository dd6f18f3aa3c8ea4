/* SPDX-License-Identifier: MIT */
/* Asks one question about one strategy, in a child process. */
#ifndef BENCH_CHECK_RUN_PROBE_H
#define BENCH_CHECK_RUN_PROBE_H
#include <limits.h>
#include "bench/probes/probe_result.h"

/* The path of corolab_count: beside the running executable. CORO_ERR_IO when there is no such program. */
CORO_MUST_USE enum coro_status prober_find(char program[PATH_MAX]);

/* How long an answer is waited for. */
struct patience { unsigned milliseconds; };
#define PROBER_PATIENCE { 60000 }

/* Runs `program probe strategy question`. A child that crashes, hangs or answers nonsense is a finding, too: it FAILS, and the
 * question stays unanswered; after one that hangs there is less patience. CORO_ERR_IO or CORO_ERR_NO_MEMORY when no child can be
 * made. */
CORO_MUST_USE enum coro_status prober_ask(const char *program, const char *strategy, const char *question, struct patience *,
                                          struct finding *);

#endif
