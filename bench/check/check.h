/* SPDX-License-Identifier: MIT */
/* `corolab check`: asks every probe of every strategy, and holds the claims against the answers. No timing. The probes run in
 * children, one each (corolab_count, beside this executable), so that a strategy that crashes or hangs fails its probe and
 * nothing else. Outside coroutines, one thread. */
#ifndef BENCH_CHECK_CHECK_H
#define BENCH_CHECK_CHECK_H
#include <jansson.h>
#include <stddef.h>
#include "coro/status.h"

/* The command: argv[0] is "check", then strategies (none: all) and --json. Prints to standard output. Returns the exit status: 1
 * when a strategy fails a conformance probe or the probes cannot be run, 2 for bad arguments; a refuted claim or a refusal is a
 * finding, and no failure. */
int check_command(int argc, char **argv);

/* Appends the records of report/result/schema.h for the named strategies to two arrays, in table order of the probes. CORO_ERR_INVALID
 * for a name that is no strategy, CORO_ERR_IO when corolab_count is not there or cannot be started; the arrays are as they were
 * then, and also, with CORO_OK, when the user stopped the run (bench/process/stop.h). */
CORO_MUST_USE enum coro_status check_collect(const char *const *row_names, size_t row_count, json_t *probes, json_t *claims);
/* The first of these records that says that the strategy fails a conformance probe, or NULL. It stays the array's. */
const json_t *check_failure(const json_t *probes, const char *strategy);

#endif
