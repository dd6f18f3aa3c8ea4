/* SPDX-License-Identifier: MIT */
/* What a workload and a row are to the programs that run them. Each row of the table is a unit of its own, stamped out of
 * bench/stamp/stamp.c, in which strategy, iterators and workloads are specialised into one another; this is all that is seen of
 * it from outside. The loop over a batch of items runs inside, so none of these calls is timed but once per batch. */
#ifndef CORO_BENCH_WORKLOAD_H
#define CORO_BENCH_WORKLOAD_H
#include "bench/table.h"
#include "coro/executor.h"
#include "coro/iterator.h"

struct stage;       /* a row set up for a workload; each unit has its own */

/* What every stage begins with. */
struct stage_head {
    const struct cell_options *options;
    const char *reason;                 /* why the latest call failed; NULL: its status says all */
};

enum { WORKLOAD_PARAMS = 8 };
struct workload {
    const char *name;                   /* "pending"; a cell is named "pending/8" */
    const char *question;               /* that it answers, repeated by the report */
    const char *item;                   /* what one item is */
    unsigned order;                     /* place in the table */
    unsigned params[WORKLOAD_PARAMS];   /* until the first 0; none at all: the workload has no parameter */
    unsigned quick_param;               /* the one in the quick suite; 1 where there is no parameter; 0: none */
    bool waits_for_others;              /* for another process: timed by the wall clock */
    uint64_t batch_items;               /* some 100 us of work for the faster rows */
    /* Sets up everything that is not timed. NULL: this row cannot run this workload. */
    enum coro_status (*open)(struct stage *, unsigned param);
    /* Runs about `items` items, checks the result, and says how many there were. */
    enum coro_status (*run)(struct stage *, uint64_t items, uint64_t *done_items);
    /* Runs until every task waits, calls while_waiting(arg), and goes on. NULL: not a workload of many tasks. */
    enum coro_status (*hold)(struct stage *, void (*while_waiting)(void *), void *arg);
    size_t (*task_count)(unsigned param);       /* for hold */
};

/* What check's probes ask of a unit. Each runs on a stage of its own; NULL where the question makes no sense. */
struct row_probes {
    /* Two futures of one iterator, begun before either is finished, finished first in first out; got[] are the items. */
    enum coro_status (*two_in_flight)(struct stage *, uint64_t got[2]);
    /* A future that is finished after the function that began it has returned. *kept_bytes: what its owner had to keep. */
    enum coro_status (*escape)(struct stage *, uint64_t *got, size_t *kept_bytes);
    /* Sums `items` items through `depth` adapters of one type over one another. */
    enum coro_status (*recursion)(struct stage *, unsigned depth, uint64_t items, uint64_t *sum);
    /* Polls once and drops, with `depth` adapters, in mid-await. */
    enum coro_status (*drop_in_mid_await)(struct stage *, unsigned depth, unsigned polls);
    /* Moves the iterator and what was added to it between two items. */
    enum coro_status (*move)(struct stage *, uint64_t got[2]);
    /* An iterator over 0, 1, … for a caller that knows next(self) and nothing else. NULL: the row is not plain. */
    enum coro_status (*plain)(struct stage *, uint64_t items, struct coro_dyn_iterator *, struct coro_task **);
};

struct row {
    struct row_card card;
    unsigned order;
    const struct workload *const *workloads;
    size_t workload_count;
    const struct row_probes *probes;                /* NULL: a peer */
    enum coro_status (*open)(const struct stage_head *, struct stage **);      /* an empty stage */
    void (*close)(struct stage *);                                              /* NULL is allowed */
};

/* Puts a row into the table: a pointer in a section that the linker collects. */
#define REGISTER_ROW(row) \
    static const struct row *const registered_row __attribute__((section("corolab_rows"), used, retain)) = &(row)

#endif
