/* SPDX-License-Identifier: MIT */
/* One run of `corolab run`: everything the passes share. */
#ifndef CORO_BENCH_RUNNER_SESSION_H
#define CORO_BENCH_RUNNER_SESSION_H
#include "bench/runner/instruction_cache.h"
#include "bench/runner/options.h"
#include "bench/runner/output.h"
#include "bench/runner/plan.h"
#include "bench/runner/programs.h"
#include "bench/runner/progress.h"
#include "bench/runner/result.h"

#define RUNNER_SAMPLE_TIMEOUT_MS 60000
#define RUNNER_CALLGRIND_TIMEOUT_MS 600000
#define RUNNER_ANSWER_LIMIT_BYTES 65536

struct session {
    struct run_options options;
    struct plan plan;
    struct programs programs;
    struct output output;
    struct progress progress;
    struct result result;
    struct instruction_cache instructions;
    bool has_valgrind;
    int cpu;                    /* children are pinned to it, or RUNNER_ANY_CPU */
};

/* Says a sentence on standard error, past the live line, and keeps it for the result file. CORO_ERR_NO_MEMORY. The format is
 * printf's. */
CORO_MUST_USE enum coro_status runner_session_note(struct session *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same for what one cell after the other would say: only the first says it, in a resumed run none if it was said before. */
CORO_MUST_USE enum coro_status runner_session_note_once(struct session *, const char *sentence);
/* Gives a cell that turned out bad its status, and says so on standard error unless it is merely unsupported. */
void runner_session_settle(struct session *, struct plan_cell *, enum cell_status, const char *reason);

#endif
