/* SPDX-License-Identifier: MIT */
/* One run of `corolab run`: everything the passes share. */
#ifndef BENCH_RUNNER_RUN_SESSION_H
#define BENCH_RUNNER_RUN_SESSION_H
#include "bench/runner/callgrind/instruction_cache.h"
#include "bench/runner/record/journal.h"
#include "bench/runner/plan/options.h"
#include "bench/process/atomic_file.h"
#include "bench/runner/plan/plan.h"
#include "bench/runner/plan/programs.h"
#include "bench/runner/plan/progress.h"
#include "bench/runner/record/collected.h"

#define RUNNER_SAMPLE_TIMEOUT_MS 60000
#define RUNNER_CALLGRIND_TIMEOUT_MS 600000
#define RUNNER_ANSWER_LIMIT_BYTES 65536

#define RUNNER_TIMEOUT_VARIABLE "COROLAB_TIMEOUT_MS"    /* in the environment: a shorter patience with every program, for tests */

struct session {
    struct run_options options;
    struct plan plan;
    struct programs programs;
    struct output output;
    struct progress progress;
    struct result result;
    struct journal journal;     /* of what goes into the result, as it goes */
    double started;             /* on the monotonic clock, when the measuring began */
    double started_children;    /* runner_child_total_seconds() then */
    double earlier_seconds, earlier_harness_seconds;    /* that the resumed run took before */
    struct instruction_cache instructions;
    bool has_valgrind;
    unsigned sample_timeout_ms, callgrind_timeout_ms;
    int cpu;                    /* children are pinned to it, or RUNNER_ANY_CPU */
};

/* Says a sentence on standard error, past the live line, and keeps it for the result file. CORO_ERR_NO_MEMORY. The format is
 * printf's. */
CORO_MUST_USE enum coro_status runner_session_note(struct session *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same for what one cell after the other would say: only the first says it, in a resumed run none if it was said before. */
CORO_MUST_USE enum coro_status runner_session_note_once(struct session *, const char *sentence);
/* Gives a cell its status, and says so on standard error when it turned out bad, unless it is merely unsupported.
 * CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_session_settle(struct session *, struct plan_cell *, enum cell_status, const char *reason);
/* The same without a word: the caller has said it. */
CORO_MUST_USE enum coro_status runner_session_settle_quietly(struct session *, struct plan_cell *, enum cell_status,
                                                             const char *reason);
/* runner_result_add for a cell of the session's plan. */
CORO_MUST_USE enum coro_status runner_session_add(struct session *, const struct plan_cell *, enum pass, unsigned round,
                                                  const json_t *answer, const char **complaint);
/* The pass has nothing more to ask this cell, although it has no samples to show for it. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_session_give_up(struct session *, struct plan_cell *, enum pass);
/* Notes which of the programs have been built anew since they were hashed: then numbers of two builds may be mixed.
 * CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_session_note_new_builds(struct session *);
/* Keeps what check found, which is in the result. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_session_keep_claims(struct session *);
/* Is the pass left out? */
bool runner_session_skips(const struct session *, enum pass);
/* The measuring begins, and ends: in between runner_session_seconds is right, afterwards the result's seconds are. */
void runner_session_start_watch(struct session *);
void runner_session_stop_watch(struct session *);
/* How long the run has taken, the resumed one included. */
double runner_session_seconds(const struct session *);

#endif
