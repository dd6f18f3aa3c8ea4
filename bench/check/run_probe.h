/* SPDX-License-Identifier: MIT */
/* Asks one question about one strategy in a child process, and turns every end of that child into a finding. */
#ifndef BENCH_CHECK_RUN_PROBE_H
#define BENCH_CHECK_RUN_PROBE_H
#include <limits.h>
#include "bench/probes/probe_result.h"

/* The path of corolab_count, beside the running program. CORO_ERR_IO when it is not there. */
CORO_MUST_USE enum coro_status prober_find(char program[PATH_MAX]);

/* The time that a probe has to answer at first. */
enum { PROBE_TIMEOUT_MS = 60000 };

/* Runs `program probe strategy question`. A child that crashes, hangs or answers nonsense gives a finding: it FAILS, and the
 * question stays unanswered. A child that hangs shortens *timeout_ms for the strategy's other questions. CORO_ERR_IO when no
 * child can be made. */
CORO_MUST_USE enum coro_status prober_ask(const char *program, const char *strategy, const char *question, unsigned *timeout_ms,
                                          struct finding *);

#endif
