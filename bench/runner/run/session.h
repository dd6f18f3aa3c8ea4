/* SPDX-License-Identifier: MIT */
/* The state of one `corolab run`: the plan, the programs, the result file, and the functions by which every pass records its
 * answers. An answer is in the file when its function returns, so a run may be killed at any moment. Every file of this
 * folder works on it. */
#ifndef BENCH_RUNNER_RUN_SESSION_H
#define BENCH_RUNNER_RUN_SESSION_H
#include "bench/runner/callgrind/instruction_cache.h"
#include "bench/runner/plan/options.h"
#include "bench/runner/plan/plan.h"
#include "bench/runner/plan/programs.h"
#include "bench/runner/plan/progress.h"
#include "bench/runner/record/result_header.h"
#include "bench/runner/record/result_writer.h"

#define RUNNER_SAMPLE_TIMEOUT_MS 60000
#define RUNNER_CALLGRIND_TIMEOUT_MS 600000
#define RUNNER_ANSWER_LIMIT_BYTES 65536

#define RUNNER_TIMEOUT_VARIABLE "COROLAB_TIMEOUT_MS"    /* in the environment: a shorter timeout for every program, for tests */

struct session {
    struct run_options options;
    struct plan plan;
    struct programs programs;
    struct progress progress;
    struct result_writer writer;
    json_t *environment;        /* the machine and the build, as the header has them */
    json_t *probes;             /* the records that check made, in this run or before */
    json_t *notes;              /* the sentences that are in the file */
    struct text_facts text;
    bool is_checked;            /* the probes have answered */
    double started;             /* on the monotonic clock, when the measuring began; 0 before */
    double started_children;    /* runner_child_total_seconds() then */
    double earlier_seconds, earlier_harness_seconds;    /* that the resumed run took before */
    struct instruction_cache instructions;
    bool has_valgrind;
    enum coro_status failure;   /* the failure of the machine that ended the measuring; CORO_OK: none */
    unsigned sample_timeout_ms, callgrind_timeout_ms;
    int cpu;                    /* children are pinned to it, or RUNNER_ANY_CPU */
};

/* Empty, with the environment as it is now; runner_session_fini is the caller's. */
void runner_session_init(struct session *);
void runner_session_fini(struct session *);

/* True until the user asks to stop or the machine fails. */
bool runner_session_goes_on(const struct session *);
/* Keeps the first failure of the machine, which ends the run. CORO_OK is no failure. */
void runner_session_fail(struct session *, enum coro_status);

/* Each of these adds records to the file. When the file can grow no further, which the writer says, the run ends. */

/* Says a sentence on standard error, past the live line, and records it. The format is printf's. */
void runner_session_note(struct session *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same for a sentence that every cell would repeat: nothing when the file has it. */
void runner_session_note_once(struct session *, const char *sentence);
/* Gives a cell its status, and says so on standard error when it failed or timed out. */
void runner_session_settle(struct session *, struct plan_cell *, enum cell_status, const char *reason);
/* The same, in silence: the caller has said it. */
void runner_session_settle_quietly(struct session *, struct plan_cell *, enum cell_status, const char *reason);
/* Records the samples of a measuring program's answer {"metrics":{...}}, and that the pass, or the round of time, is done.
 * Returns NULL, or the reason why the numbers are no answer to the pass, with nothing recorded. */
const char *runner_session_add(struct session *, struct plan_cell *, enum pass, unsigned round, const json_t *answer);
/* The pass is done with this cell, although it left no sample. */
void runner_session_give_up(struct session *, struct plan_cell *, enum pass);
/* Records the probes of the session, these claims, and that check is done. */
void runner_session_add_probes(struct session *, const json_t *claims);
/* Records which programs have been built anew since they were hashed: the samples may be of two builds. */
void runner_session_note_new_builds(struct session *);
/* Records that the run ends here. */
void runner_session_add_end(struct session *, bool is_interrupted);
/* Is the pass left out? */
bool runner_session_skips(const struct session *, enum pass);
/* Starts the clock of the run. */
void runner_session_start_watch(struct session *);
/* How long the run has taken, the resumed one included; the part of it in which no measuring program ran. */
double runner_session_seconds(const struct session *);
double runner_session_harness_seconds(const struct session *);

#endif
