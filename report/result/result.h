/* SPDX-License-Identifier: MIT */
/* A result file in memory, checked, and the questions to it: medians, the baseline, the notes, the noise floor. Every output of
 * the report, `corolab compare` and a resumed run read the file through this header; schema.h names its layout. Names are as
 * the file has them, so as trustworthy as the file: escape them (text.h) before showing them. */
#ifndef REPORT_RESULT_RESULT_H
#define REPORT_RESULT_RESULT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "report/file/error.h"
#include "report/result/verdict.h"
#include "report/statistics/statistics.h"
#include "report/text/text.h"

#define REPORT_NOT_FOUND ((size_t)-1)

/* The names of the metrics, spelled once. */
#define REPORT_METRIC_TIME "time_ns"
#define REPORT_METRIC_INSTRUCTIONS "instructions"
#define REPORT_METRIC_ALLOCATOR_INSTRUCTIONS "allocator_instructions"
#define REPORT_METRIC_ALLOCATIONS "allocations"
#define REPORT_METRIC_SYSCALLS "syscalls"
#define REPORT_METRIC_P99 "p99_ns"
#define REPORT_METRIC_CYCLES "cycles"
#define REPORT_METRIC_TASK_BYTES "bytes_per_waiting_task"
#define REPORT_METRIC_RETAINED_BYTES "retained_bytes"

/* The most strategies, the most workloads, and the most kinds of probes, that a file may have: keeps the page of a hostile file
 * in bounds. */
enum { REPORT_LONGEST_TABLE = 192 };

/* The most passes that a file may say were skipped, and the most rounds. */
enum { REPORT_MOST_PASSES = 16, REPORT_MOST_ROUNDS = 1000 };

/* The most systems that a strategy may have beside it. */
enum { REPORT_MOST_SYSTEMS = 16 };

/* The places where a frame can live, and what a strategy's file says of its own: its place, the place of frames that the first
 * does not serve, and the place that keeps a pointer to the frame's memory between calls. */
enum report_place {
    REPORT_PLACE_UNKNOWN, REPORT_PLACE_ITERATOR, REPORT_PLACE_CALL_SITE, REPORT_PLACE_TASK, REPORT_PLACE_HEAP,
    REPORT_PLACE_STACK, REPORT_PLACE_COUNT
};
struct report_lives { enum report_place where, fallback, pointer; };
extern const char *const report_place_words[REPORT_PLACE_COUNT];   /* as in the file; "" for unknown */

/* Strings below are never NULL unless it says so; numbers that the file does not have are NAN. */

/* The systems that people use and that answer as a strategy does, each in a short clause, with the address of its source. */
struct report_system { const char *name, *does, *source; };
struct report_systems {
    struct report_system *list;             /* NULL for none */
    size_t count;
};

/* A row's own rule for the heap blocks that one next() takes, by the size of the frame: from `from` bytes on, `blocks`. */
enum report_awaiter { REPORT_AWAITED_BY_TASK, REPORT_AWAITED_BY_NEXT, REPORT_AWAITED_AGAIN_BY_NEXT, REPORT_AWAITERS };
enum { REPORT_MOST_BLOCK_STEPS = 16 };
struct report_block_step { double from, blocks; };
struct report_blocks {
    size_t count;                           /* 0: the file does not say */
    struct report_block_step steps[REPORT_MOST_BLOCK_STEPS];    /* ascending */
};

struct report_strategy {
    const char *name, *sentence;
    const char *caller, *callee, *protocol; /* "" when the file does not say */
    const char *fidelity;                   /* the instructions that differ in its Rust peer; "" when nothing is said */
    const char *tuned_on;                   /* names of workloads, with spaces between; "" for none */
    const char *threads_share;              /* the part of the row that threads share; "" when nothing is said */
    bool says_sharing, may_share_iterator;  /* whether its file says, and what, of one iterator under several threads */
    const char *sharing_refusal;            /* why they may not; "" when nothing is said */
    struct report_lives lives;
    double adapter_bytes, call_site_bytes, task_bytes;
    double code_bytes;
    struct report_blocks blocks[REPORT_AWAITERS];
    double frame_room_bytes;                /* the largest frame that it places, up to 1 MiB */
    struct report_systems systems;
};

/* An answer that cannot be a strategy here, and why. */
struct report_absent_row {
    const char *name, *reason;
    struct report_systems systems;
};

/* A benchmark of others that asked what some strategies here ask on some workloads; `here` names these. */
struct report_earlier_benchmark { const char *name, *measured, *here, *source; };

struct report_workload {
    const char *name, *question;
    const char *item;                       /* "item" when the file does not say */
};

enum report_cell_status { REPORT_CELL_NOT_RUN, REPORT_CELL_OK, REPORT_CELL_UNSUPPORTED, REPORT_CELL_FAILED, REPORT_CELL_TIMEOUT };

struct report_cell {
    enum report_cell_status status;   /* REPORT_CELL_NOT_RUN: the file has no such cell */
    const char *reason;             /* "" when ok or not run */
    size_t note;                    /* 0 when ok or not run, else the number of the note that has the reason */
};

/* The question of one kind of probe to every strategy. */
struct report_question {
    const char *name;               /* of the probes */
    const char *words;              /* "" when the file does not say */
    bool is_answered;               /* yes or no, for one strategy at least; so not a question of conformance */
};

struct report_probe {
    size_t strategy, question;
    const char *answer;             /* "yes", "no", or "" for none */
    const char *behaviour;          /* one of the schema's four */
    const char *evidence;
    double value;
};

/* One half of a claim: the claim under one condition, or a part of it (verdict.h). */
struct report_half {
    const char *under;              /* the condition; "" for none */
    const char *probe, *evidence;   /* "" when the file does not say */
    const char *of, *against, *on;  /* the row that is asked, the row that it is held against, the workload; NULL: not named */
    const char *against_on;         /* the workload of the row that it is held against; NULL: the same */
    double ratio;                   /* NAN when the file does not say */
    bool says_yes;                  /* the half holds when the probe's answer is yes */
    bool is_by_construction;        /* the answer follows from the row's file */
    enum report_half_outcome outcome;
    bool can_be_measured;           /* the report has no outcome yet: another run may give one */
    bool has_samples;               /* the file has the cells; more rounds of them may give one */
    char computed[800];             /* `evidence` points here when the report decided the half */
};

struct report_claim {
    size_t strategy;
    unsigned row;                   /* 1 to 8: a line of the blog's table; 0: from elsewhere */
    bool is_downside;
    bool is_by_construction;        /* a half is, so the verdict is shown and not counted */
    bool is_of_table;               /* out of a row of the blog's table, about the first strategy that has claims out of it */
    bool is_older;                  /* of a file from before halves: shown with the verdict that it has there */
    const char *quote, *source;
    const char *why;                /* where the verdict differs from the claim; "" for none */
    enum report_verdict verdict;
    size_t first;                   /* the first claim with the same decision: itself, or the claim counted in its place */
    enum report_join join;
    size_t half_count;              /* 1 or 2 */
    struct report_half halves[2];
};

/* A sentence of the documents that no program can decide. */
struct report_undecidable { const char *quote, *source, *reason; };

struct report_metric {
    const char *name, *unit;
};

struct report_executable {
    const char *name, *sha256;
    const char *path;               /* where it was; NULL when the file does not say */
};

struct report_environment {
    const char *cpu, *kernel, *os, *libc, *compiler, *flags, *build;    /* these and the next are NULL when unknown */
    const char *boost, *benchmark, *valgrind, *virtualisation, *governor, *commit, *link_order;
    double cores, memory_bytes, load;
};

struct report_plan {
    const char *mode;               /* "" when the file does not say */
    const char *text_path;          /* NULL when no text was read */
    const char *trace_path;         /* NULL: the default trace */
    const char *trace_sha256;       /* of its bytes; NULL where nothing was replayed, and in older files */
    double seed, rounds, text_bytes, text_repeats;
    const char *skipped[REPORT_MOST_PASSES];  /* the names of passes that were asked not to run */
    size_t skipped_count;
};

/* The samples of one metric of one cell. Every number of the report comes out of a series. */
struct report_series {
    size_t strategy, workload;
    const char *metric, *unit;
    const double *values;       /* `count` of them, ascending */
    const double *rounds;       /* the round that each of the values was taken in; NAN when the file does not say */
    const double *orders;       /* the place of each among all samples of the file, from 0; NAN when unknown */
    size_t count;               /* at least 1 */
    double median;
    struct report_interval interval;
    double noise_floor;         /* of its workload (noise.c), a share of the median; 0 when unknown */
};

/* The trust experiment (bench/trust): the same build compared with itself, the same sources linked in other orders, and
 * planted slowdowns. Every output quotes it, so that a reader sees how far to trust a difference. */
struct report_experiment {
    bool is_there;                              /* false: the file has none, and the rest says nothing */
    const char *date, *machine, *commit, *note; /* "" when the file does not say */
    /* NAN when the file does not say. */
    double cells, comparisons;                  /* in each comparison of a build with itself; how many of these */
    double aa_called, aa_compared;              /* the cells that were called different, of those that were compared */
    double link_orders, orders_called, orders_compared;     /* the same with builds that differ in their link order only */
    double trials, found, planted_percent;      /* one cell slowed per trial, and how often it was found */
};

/* The distance of the build from itself within the run, the halves being its even and its odd rounds. A workload's floor is the
 * value that 95 % of the cells of its family (pending/1, pending/8, ...) do not exceed; families of under 20 cells share one. */
struct report_noise {
    size_t cells;               /* that have both halves, of two samples at least; 0: the numbers below are NAN */
    size_t samples;             /* in the larger half of the cell that has most */
    double typical, floor;      /* of |ratio - 1| over these cells: the median, and the value that 95 % of them do not exceed */
    double usual;               /* the median of the workloads' floors: the reach of a mean over workloads */
    double least, most;         /* of the workloads' floors, and the workloads that have them */
    size_t least_workload, most_workload;
};

struct report_result {
    const char *path;               /* the file's name, for messages; the result owns it */
    const char *schema;             /* "corolab.result/2" */
    const char *created;            /* when the run ended, or began where that is unknown; "" when the file does not say */
    double wall_seconds, harness_seconds;
    bool is_interrupted;
    struct report_plan plan;
    struct report_environment environment;
    struct report_experiment experiment;
    struct report_noise noise;
    size_t strategy_count, workload_count, metric_count, question_count, probe_count, claim_count, executable_count;
    size_t series_count, note_count, absent_row_count, earlier_count, undecidable_count;
    struct report_strategy *strategies;
    struct report_workload *workloads;
    struct report_metric *metrics;    /* NULL in a file of version 1, which has no such table */
    struct report_cell *cells;        /* strategy_count rows of workload_count */
    struct report_question questions[REPORT_LONGEST_TABLE];     /* in the order in which the probes first name them */
    struct report_probe *probes;
    struct report_claim *claims;
    const char **notes;                         /* of the run to its reader, in the order of happening; note_count is of cells */
    size_t run_note_count;
    struct report_undecidable *undecidable;     /* in the order of the documents */
    struct report_executable *executables;
    struct report_absent_row *absent_rows;              /* these two are empty in older files */
    struct report_earlier_benchmark *earlier;
    struct report_series *series;     /* ordered by strategy, workload, metric */
    size_t *first_series;             /* of each cell, and of the end: the cell before ends there */
    double *values, *rounds, *orders;       /* the series point into them */
    void *documents;                /* the JSON objects that the strings point into */
    size_t torn_line;               /* the last line, where the file is cut off inside it; else 0 */
    size_t unknown_count;           /* records of kinds that this version does not know, which are left out */
    long long answered_bytes;       /* how far the file reaches without a torn line and an answer that is there in part */
    bool has_unfinished_answer;     /* whole records lie behind these bytes */
};

/* Reads the result file at `path`, of either version (schema.h); the caller frees *result. Fails with a sentence that names the
 * file and the line. Causes: the file cannot be read, is no JSON, no result, or a result of another schema. Or it contradicts
 * itself: an unlisted name, a cell twice, samples of a cell that is not ok. A last line that is cut off is left out, and named
 * by torn_line. Claims about samples have no verdict yet: report_claims_decide (analysis/claim_decision.h) gives it. */
REPORT_MUST_USE enum report_status report_result_load(const char *path, struct report_result **result,
                                                              struct report_complaint *);
/* The same from an open stream, which stays the caller's. `purpose` is for the sentence: the file cannot be "shown". */
REPORT_MUST_USE enum report_status report_result_read(const char *path, const char *purpose, FILE *file,
                                                      struct report_result **result, struct report_complaint *);
/* The same from `length` bytes in memory; `path` is only a name for messages and is copied. */
REPORT_MUST_USE enum report_status report_result_parse(const char *path, const char *bytes, size_t length,
                                                               struct report_result **result, struct report_complaint *);
/* Frees the result and every string in it; NULL is nothing. */
void report_result_free(struct report_result *);

/* The index of the strategy or workload of that name, or REPORT_NOT_FOUND. */
size_t report_result_strategy(const struct report_result *, const char *name);
size_t report_result_workload(const struct report_result *, const char *name);

/* The cell of two indices of this result. */
const struct report_cell *report_result_cell(const struct report_result *, size_t strategy, size_t workload);

/* The samples of one metric of a cell, or NULL when there are none. Valid as long as the result. */
const struct report_series *report_result_series(const struct report_result *, size_t strategy, size_t workload,
                                             const char *metric);
/* The median of that series; NAN when there is no such value. */
double report_result_median(const struct report_result *, size_t strategy, size_t workload, const char *metric);

enum { REPORT_FEWEST_SAMPLES = 5 };     /* of a series that is told from another */

/* True when one of two series lies above the other beyond their intervals and beyond the noise floor, whichever is farther; false
 * when not, or when either is of so few samples (REPORT_FEWEST_SAMPLES) that its interval says nothing. */
bool report_series_is_above(const struct report_series *series, const struct report_series *other);
/* True when one series lies above `ratio` times the other beyond their intervals; false when either is of too few samples. Does
 * not ask the noise floor, which all cells of the run make together: no other row changes the answer. */
bool report_series_is_more_than(const struct report_series *series, const struct report_series *other, double ratio);

/* The median of the samples whose rounds `belongs` says, NAN when none, and how many these are. `limit` is for `belongs`, which
 * has to say false to a round of NAN. */
typedef bool report_round_test(double round, double limit);
double report_series_median_of(const struct report_series *, report_round_test *belongs, double limit, size_t *count);

/* Peers are raw mechanisms shown beside the strategies, not answers to the question. */
bool report_strategy_is_peer(const struct report_strategy *);
/* True for an answer to the question: no peer, and not of the static protocol, whose caller knows the type. */
bool report_strategy_is_dyn(const struct report_strategy *);
/* True for a dyn strategy that leaves the trait's async next() as it is, so has a frame to place: not of the protocol
 * "polls next". */
bool report_strategy_keeps_trait(const struct report_strategy *);
/* True when caller and callee are plain functions on a coroutine's stack, or both state machines. */
bool report_strategy_is_stackful(const struct report_strategy *);
bool report_strategy_is_stackless(const struct report_strategy *);

/* The baseline, of which every other time is shown as a multiple: `box` when it has a time; else the first dyn strategy that has
 * one, a row that keeps the trait before others; else the first strategy of any kind; REPORT_NOT_FOUND when nothing was timed.
 * Tables, charts and claims all ask here. */
size_t report_baseline(const struct report_result *);
/* Its name, or "nothing". */
const char *report_baseline_name(const struct report_result *);
/* True when the baseline is box. */
bool report_baseline_is_box(const struct report_result *);

/* The median of the cell over the baseline's on the same workload; NAN when either is absent or not positive. */
double report_multiple(const struct report_result *, size_t strategy, size_t workload, const char *metric);

/* True when the strategy has any sample of that metric. */
bool report_strategy_has(const struct report_result *, size_t strategy, const char *metric);
/* True when any strategy has it on that workload. */
bool report_workload_has(const struct report_result *, size_t workload, const char *metric);

/* How many workloads every timed strategy that is no peer ran: the only ones over which their means can be compared. */
size_t report_common_workloads(const struct report_result *);
/* The geometric mean of the strategy's multiples of time over the common workloads; NAN when one is absent. */
double report_mean_multiple(const struct report_result *, size_t strategy);

/* The first cell of note 1 to note_count, which has the note's status and reason. The notes are about the cells that could not
 * run: those that share a status and a reason share a note. */
const struct report_cell *report_note_cell(const struct report_result *, size_t note);

/* Adds the cells that have the note, as products of strategies and workloads, each of them complete: "box, poll_next on
 * frame/1040; peer:virtual_call on all but ready". Names are as in the file: escape what it adds. */
void report_note_cells(const struct report_result *, size_t note, struct report_text *);

/* The word for a status, as in the file; "not run" for a cell that the file does not have. */
const char *report_cell_word(enum report_cell_status);

/* |ratio - 1| of one cell's halves; NAN when one of them has under two samples. `samples`, which may be NULL, becomes the number
 * of samples in the larger half. */
double report_noise_of(const struct report_series *, size_t *samples);

/* The noise floor of the workload's times; 0 when unknown. */
double report_workload_floor(const struct report_result *, size_t workload);

/* Adds one sentence: the floor, or that the run is too short for one, or that the file does not tell its rounds apart. Adds
 * nothing when nothing was timed. */
void report_noise_say(const struct report_result *, struct report_text *);
/* Adds the floor in one sentence that stands above a table of times; nothing where the run has no floor. */
void report_noise_say_reach(const struct report_result *, struct report_text *);
/* Adds two sentences and the note of the trust experiment, without the parts that the file has no numbers for. */
void report_experiment_say(const struct report_experiment *, struct report_text *);

#endif
