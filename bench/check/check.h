/* SPDX-License-Identifier: MIT */
/* Runs `corolab check`: asks every probe of every strategy, and holds the claims against the answers, without timing. Each
 * probe runs in a child of its own: corolab_count, beside this program. So a strategy that crashes or hangs fails that probe
 * and nothing else. Call from outside coroutines, from one thread. */
#ifndef BENCH_CHECK_CHECK_H
#define BENCH_CHECK_CHECK_H
#include <jansson.h>
#include <stddef.h>
#include "bench/table/table.h"
#include "coro/status.h"

/* The command: argv[0] is "check", then strategies and --json. Prints the strategies to standard output at length, or, without
 * one, all with a line each. Returns the exit status: 1 when a probe failed or the probes cannot be run, 2 for bad arguments,
 * RUNNER_STOPPED. A refuted claim or a refusal is a finding, not a failure. */
int check_command(int argc, char **argv);

/* Appends the records of report/result/schema.h for the named strategies to two arrays, in table order of the probes.
 * CORO_ERR_INVALID for an unknown strategy; CORO_ERR_IO when corolab_count is missing or cannot be started. Then, and after a
 * stop (CORO_OK), the arrays are unchanged. */
CORO_MUST_USE enum coro_status check_collect(const char *const *row_names, size_t row_count, json_t *probes, json_t *claims);
/* The same without claims, for a first look at one strategy: asks the probes of conformance, up to the first that hangs or finds
 * a mistake with a frame, and the others only of a strategy that conforms. `failures` gets an object for each failed probe:
 * strategy, probe, question, evidence, look (the place in the strategy's file). `refuted` gets the quotations of the claims that
 * its own answers refute. When the strategy does not conform, `probes` and `refuted` are unchanged. */
CORO_MUST_USE enum coro_status check_look(const struct row_card *, json_t *probes, json_t *failures, json_t *refuted);
/* The first of these records that says that the strategy fails a conformance probe, or NULL. It stays the array's. */
const json_t *check_failure(const json_t *probes, const char *strategy);

#endif
