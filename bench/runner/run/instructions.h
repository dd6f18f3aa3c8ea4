/* SPDX-License-Identifier: MIT */
/* The instructions pass: all cells of a strategy in one process under callgrind, at two lengths each. */
#ifndef BENCH_RUNNER_RUN_INSTRUCTIONS_H
#define BENCH_RUNNER_RUN_INSTRUCTIONS_H
#include "bench/runner/run/session.h"

/* Looks for valgrind and for counts remembered from an earlier run; the session's cache must be given to
 * runner_instruction_cache_fini. CORO_ERR_IO, said on standard error, when no process can be started; CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_instructions_prepare(struct session *);
/* Tells the progress how many strategies have cells that must be counted. */
void runner_instructions_expect(struct session *);
/* Counts every ok cell that has no counts yet. A cell that cannot be counted keeps its other samples and leaves a note; so does
 * the whole pass when there is no valgrind. Returns early with CORO_OK when the user asks to stop. */
CORO_MUST_USE enum coro_status runner_instructions_run(struct session *);

#endif
