/* SPDX-License-Identifier: MIT */
/* `corolab run`: measures the selected cells, pass by pass, into a result file. All files of this folder work on the state of
 * one run, struct session: its plan, its programs, its file. An answer is in the file when the function that records it
 * returns, so a run may be killed at any moment. Other folders need the first function alone. */
#ifndef BENCH_RUNNER_RUN_RUN_H
#define BENCH_RUNNER_RUN_RUN_H
#include "bench/runner/callgrind/callgrind.h"
#include "bench/runner/plan/options.h"
#include "bench/runner/plan/programs.h"
#include "bench/runner/plan/progress.h"
#include "bench/runner/run/answer.h"
#include "bench/runner/run/result_writer.h"
#include "report/result/result.h"
#include "report/trace/trace_hash.h"

/* argv[0] is "run". Returns the exit status: 0 when the file is written, at least one cell was measured, and none failed; 2 when
 * the words make no sense; 130 after a stop; 1 for everything else. */
int runner_run_command(int argc, char **argv);

#define RUNNER_SAMPLE_TIMEOUT_MS 60000
#define RUNNER_MANY_TASKS_TIMEOUT_MS 180000  /* of a million tasks: the machine may have to find their gigabytes first */
#define RUNNER_CALLGRIND_TIMEOUT_MS 600000
#define RUNNER_ANSWER_LIMIT_BYTES 65536

#define RUNNER_TIMEOUT_VARIABLE "COROLAB_TIMEOUT_MS"    /* in the environment: a shorter timeout for every program, for tests */

/* The text that a workload reads; bytes is 0 where none does. */
struct text_facts {
    json_int_t bytes;
    json_int_t repeats;         /* copies that make it long enough to time */
};

/* The trace that workloads replay; no hash where none does. */
struct trace_facts {
    char hash[TRACE_HASH_BYTES];
    char cuts[RUNNER_REASON_BYTES];     /* the part that is not replayed as it was recorded, one sentence, or "" */
};

struct session {
    struct run_options options;
    struct plan plan;
    struct programs programs;
    struct progress progress;
    struct result_writer writer;
    struct report_result *resumed;      /* the resumed or repeated file; the options point into it; else NULL */
    int resumed_fd;             /* holds the lock of a resumed file until the writer takes it over; else -1 */
    json_t *environment;        /* the machine and the build, as the header has them */
    json_t *probes;             /* the records that check made, in this run or before */
    json_t *notes;              /* the sentences that are in the file */
    struct text_facts text;
    struct trace_facts trace;
    bool is_checked;            /* the probes have answered */
    double started;             /* on the monotonic clock, when the measuring began; 0 before */
    double started_children;    /* runner_child_total_seconds() then */
    double earlier_seconds, earlier_harness_seconds;    /* that the resumed run took before */
    struct instruction_cache instructions;
    bool has_valgrind;
    bool has_counters;          /* events can be counted (bench/measure/counters.h) */
    enum coro_status failure;   /* the failure of the machine that ended the measuring; CORO_OK: none */
    unsigned sample_timeout_ms, many_tasks_timeout_ms, callgrind_timeout_ms;
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
/* How long the run has taken, the resumed one included; the part of it in which no measuring program ran. */
double runner_session_seconds(const struct session *);
double runner_session_harness_seconds(const struct session *);

/* Everything that a run can refuse before it measures: the plan, its text, trace and programs. Fills in the session, whose
 * options are parsed. Opens no file for writing. CORO_ERR_IO or CORO_ERR_INVALID, said on standard error. */
CORO_MUST_USE enum coro_status runner_preconditions_check(struct session *);
/* Does a pass of this run ask the program? Without timing, the counting one may be missing (sanitizer builds). */
bool runner_preconditions_needs(const struct session *, enum program);
/* Opens the result file, locks it and writes its header, or takes up the resumed one. CORO_ERR_IO, said on standard error. */
CORO_MUST_USE enum coro_status runner_result_open(struct session *);
/* Prints how a run has ended, on standard output: the number of cells by status, the workloads that cost far more than others,
 * the first lines of the table of times, and the command that shows the rest. Returns the exit status: 0, or 1, said
 * on standard error, when that cannot be written. */
int runner_summary_print(const struct session *);
/* The first line of a result file, a new reference: all that is known before anything is measured. */
json_t *runner_header_new(const struct session *);
/* "2026-11-22T00:42:11Z", the time of day in UTC. */
enum { RUNNER_TIME_BYTES = 32 };
void runner_header_print_time(char text[RUNNER_TIME_BYTES]);

/* Reads options.resume back into the session. The report's reader checks the records; this one holds them against the present
 * build and machine. Refuses a file that another run writes, and one of version 1. CORO_ERR_IO, said on standard error. */
CORO_MUST_USE enum coro_status runner_resume_read(struct session *);
/* Reads the plan alone of options.like, a file of either version. As runner_resume_read. */
CORO_MUST_USE enum coro_status runner_resume_repeat(struct session *);
/* Checks that a resumed run goes on where it began: same processor, kernel, compiler and programs. Otherwise prints the
 * difference on standard error and returns CORO_ERR_IO. */
CORO_MUST_USE enum coro_status runner_resume_compare(const struct session *);

/* Chooses the CPU that the programs run on, and notes the circumstances that samples depend on. Call once the file is open. */
void runner_run_prepare(struct session *);
/* Runs one pass as a run does: not when the run leaves it out or is to stop. */
void runner_stage_run(struct session *, enum pass);
/* Tells the progress how many steps all passes still have. */
void runner_stages_expect(struct session *);

/* The passes that ask one program about one cell at a time: verify, time, allocations, kernel, tails, counters, memory. Runs one
 * pass on its cells, except those that an earlier part of the run has asked about. Ends when all are done, the user asks to
 * stop, or the machine fails. Verify settles every cell, so it comes first. A failure in verify, time or allocations is the
 * cell's; in the others it costs the cell their figures only. */
void runner_pass_run(struct session *, enum pass);
/* Tells the progress how many steps these passes still have: call before the first pass and after each. */
void runner_passes_expect(struct session *);

/* Looks for valgrind and for counts remembered from an earlier run. CORO_ERR_IO, said on standard error, when no process can
 * be started. */
CORO_MUST_USE enum coro_status runner_instructions_prepare(struct session *);
/* Tells the progress how many strategies have cells that must be counted. */
void runner_instructions_expect(struct session *);
/* Counts the instructions of every ok cell that has no counts yet: all cells of a strategy in one process under callgrind, at two
 * lengths each. A cell that cannot be counted keeps its other samples and leaves a note; so does the whole pass when there
 * is no valgrind. Returns early when the user asks to stop, or the machine fails. */
void runner_instructions_run(struct session *, enum pass);

#endif
