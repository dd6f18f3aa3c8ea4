/* SPDX-License-Identifier: MIT */
/* Holds the cells of one run: the selected strategies crossed with the selected workloads, and the state of each. Cells lie row
 * by row: all workloads of the first strategy, then of the second. The passes, the result writer and the resuming reader share
 * the plan and the list of metrics. A metric has a name from report/result/schema.h, a unit, and the pass that takes it. */
#ifndef BENCH_RUNNER_PLAN_PLAN_H
#define BENCH_RUNNER_PLAN_PLAN_H
#include <jansson.h>
#include <stddef.h>
#include <stdint.h>
#include "bench/table/table.h"
#include "coro/status.h"

#define RUNNER_ROUNDS_MAX 32
#define RUNNER_REASON_BYTES 400

enum pass {
    PASS_CHECK,         /* probes and claims */
    PASS_VERIFY,        /* is the result right? */
    PASS_TIME,
    PASS_ALLOCATIONS,
    PASS_KERNEL,        /* system calls, page faults */
    PASS_TAILS,         /* single next() calls */
    PASS_COUNTERS,      /* events of the processor */
    PASS_INSTRUCTIONS,
    PASS_MEMORY,
    PASS_COUNT
};

struct metric {
    const char *name, *unit;
    enum pass pass;
};

#define RUNNER_METRIC_COUNT 29
extern const struct metric runner_metrics[RUNNER_METRIC_COUNT];

enum cell_status {
    CELL_UNVERIFIED, CELL_OK, CELL_UNSUPPORTED, CELL_FAILED, CELL_TIMEOUT,
    CELL_LEFT_OUT,                      /* in no pass, and not in the file (quick_sweep.h) */
};

struct plan_cell {
    const struct row_card *row;
    const struct workload_card *workload;
    enum cell_status status;
    char reason[RUNNER_REASON_BYTES];   /* one sentence, UTF-8; empty while unverified or ok */
    uint32_t timed_rounds;              /* bit r: round r has its sample */
    double seconds;                     /* that its questions have taken in this run, callgrind's excepted */
    uint32_t passes_done;               /* bit p: pass p (not PASS_TIME) has its samples, or has said why it cannot */
};

enum workload_suite { SUITE_FULL, SUITE_QUICK };

struct plan_filter {
    const char *strategies, *workloads; /* POSIX extended regular expressions, searched for anywhere in the name; NULL: all */
    enum workload_suite suite;          /* SUITE_QUICK: of what no pattern names, the members of the quick suite; its sweep, too,
                                           where no pattern names anything */
};

/* Cells by the names of their strategies and workloads. */
struct plan_names {
    const char *const *rows, *const *workloads;
    size_t row_count, workload_count;
};

struct plan {
    const struct row_card **rows;
    size_t row_count;
    const struct workload_card **workloads;
    size_t workload_count;
    struct plan_cell *cells;            /* row_count * workload_count */
    size_t cell_count;
};

/* Crosses what the filter selects, in table order; runner_plan_fini is the caller's. CORO_ERR_INVALID when a regular expression
 * is malformed or selects nothing: said on standard error, with the nearest names. */
CORO_MUST_USE enum coro_status runner_plan_init(const struct plan_filter *, struct plan *);
/* Sets keep[i] for the names that the pattern selects. CORO_ERR_INVALID when it is malformed or selects nothing, said on standard
 * error; `kind` is "strategy" or "workload". */
CORO_MUST_USE enum coro_status runner_plan_match(const char *kind, const char *pattern, const char *const *names, size_t count,
                                                 char *keep);
/* Crosses named strategies and workloads, as a result file lists them. CORO_ERR_INVALID when the table has no such name. */
CORO_MUST_USE enum coro_status runner_plan_init_named(const char *const *rows, size_t row_count, const char *const *workloads,
                                                      size_t workload_count, struct plan *);
void runner_plan_fini(struct plan *);

/* NULL when the plan has no such cell. */
struct plan_cell *runner_plan_find(const struct plan *, const char *strategy, const char *workload);
/* True when a workload of the plan reads a text, or a trace. */
bool runner_plan_reads_text(const struct plan *);
bool runner_plan_replays_trace(const struct plan *);
size_t runner_plan_count(const struct plan *, enum cell_status);
/* Copies a reason, cut to fit between two characters. */
void runner_plan_copy_reason(char copy[RUNNER_REASON_BYTES], const char *reason);
void runner_plan_settle(struct plan_cell *, enum cell_status, const char *reason);
/* "ok", "unsupported", "failed", "timeout"; "unverified" stays out of files. */
const char *runner_plan_status_name(enum cell_status);
/* CELL_UNVERIFIED for any other word. */
enum cell_status runner_plan_status(const char *name);

/* NULL for an unknown name. */
const struct metric *runner_metric_find(const char *name);

#endif
