/* SPDX-License-Identifier: MIT */
/* The instructions pass of a run: all cells of a strategy in one process under callgrind, at two lengths each. Exact counts
 * are the one metric that noise cannot move; without this pass the report has times alone. The dumps are read by
 * bench/runner/callgrind, which also remembers counts between runs. */
#ifndef BENCH_RUNNER_RUN_INSTRUCTIONS_H
#define BENCH_RUNNER_RUN_INSTRUCTIONS_H
#include "bench/runner/run/session.h"

/* Looks for valgrind and for counts remembered from an earlier run; the session's cache must be given to
 * runner_instruction_cache_fini. CORO_ERR_IO, said on standard error, when no process can be started. */
CORO_MUST_USE enum coro_status runner_instructions_prepare(struct session *);
/* Tells the progress how many strategies have cells that must be counted. */
void runner_instructions_expect(struct session *);
/* Counts every ok cell that has no counts yet. A cell that cannot be counted keeps its other samples and leaves a note; so does
 * the whole pass when there is no valgrind. Returns early when the user asks to stop, or the machine fails. */
void runner_instructions_run(struct session *);

#endif
