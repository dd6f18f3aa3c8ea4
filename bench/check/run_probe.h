/* SPDX-License-Identifier: MIT */
/* Asks one question about one strategy, in a child process. */
#ifndef BENCH_CHECK_RUN_PROBE_H
#define BENCH_CHECK_RUN_PROBE_H
#include <limits.h>
#include "bench/probes/probe_result.h"

/* The path of corolab_count: beside the running executable. CORO_ERR_IO when there is no such program. */
CORO_MUST_USE enum coro_status prober_find(char program[PATH_MAX]);

/* A probe has so long to answer at first. */
enum { PROBE_TIMEOUT_MS = 60000 };

/* Runs `program probe strategy question`. A child that crashes, hangs or answers nonsense is a finding, too: it FAILS, and the
 * question stays unanswered. A child that hangs shortens *timeout_ms for the strategy's other questions. CORO_ERR_IO when no child
 * can be made. */
CORO_MUST_USE enum coro_status prober_ask(const char *program, const char *strategy, const char *question, unsigned *timeout_ms,
                                          struct finding *);

#endif
