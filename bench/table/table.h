/* SPDX-License-Identifier: MIT */
/* The table of the laboratory: every strategy and peer linked into this program, every workload, and one cell of the two.
 * Every program that measures or checks reads it. Rows register themselves through a linker section, so no list names them.
 * Not thread-safe. Names and descriptors live as long as the program. */
#ifndef BENCH_TABLE_TABLE_H
#define BENCH_TABLE_TABLE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "coro/status.h"
#include "strategies/claim.h"
#include "strategies/lives.h"
#include "strategies/system.h"

struct row;         /* a strategy or a peer */
struct cell;        /* one row set up for one workload */
struct histogram;   /* bench/measure/histogram.h */

struct row_card {
    const char *name;                       /* "side_stack/param"; peers begin with "peer:" */
    const char *sentence;
    const char *caller, *callee;            /* "state machine" or "stackful" */
    const char *protocol;                   /* "callee places", "caller places", "polls next", "calls", "static" */
    size_t adapter_bytes, call_site_bytes, task_bytes;
    struct place_of_frame lives;            /* not said of peers */
    const struct claim *claims;             /* NULL: no claims */
    size_t claim_count;
    const struct system *systems;           /* that do it like this, up to a system without a name; NULL: none known */
    bool is_variant;                        /* of another row; left out of the quick suite */
    bool is_swept;                          /* belongs to the sweep of the quick suite */
    bool is_for_counts;                     /* rows are held against its counts; a quick run does not time it */
    bool is_peer;
    const char *threads_share;              /* the part of the row that threads share: "the heap"; or NULL */
    const char *sharing_refusal;            /* why threads may not share an iterator, one sentence; NULL: they may */
    const char *fidelity;                   /* the instructions that differ in its Rust peer, one sentence; or NULL */
    const char *tuned_on;                   /* names of workloads, with spaces between; NULL: on none */
};

struct workload_card {
    const char *name;                       /* "pending/8" */
    const char *question, *item;
    bool is_quick;                          /* belongs to the quick suite */
    bool is_swept;                          /* belongs to its sweep: run by the rows that are in it, too */
    bool has_threads;                       /* more than one, so instructions are not counted */
    bool is_parallel;                       /* its threads may run at once: the process is not pinned to one CPU */
    bool waits_for_others;                  /* for another process or thread, so timed by the wall clock */
    bool is_memory;                         /* many tasks wait at once, or it is_retention: has the memory pass */
    bool is_retention;                      /* asks for the memory that stays after frames have come and gone */
    bool makes_tasks;                       /* an item is a new task */
    bool makes_stacks;                      /* an item is a new coroutine on a stack of its own */
    bool mixes_sizes;                       /* the heap blocks of an item depend on the items before it */
    size_t task_count;                      /* of a workload of many tasks; otherwise 0 */
};

/* Further rows come from the libraries that the environment variable TABLE_LIBRARIES names: paths of libraries, or of folders of
 * them, with ':' between (bench/table/row_library.h). A program calls this before any other function of the table. Returns NULL,
 * or one sentence: why a library cannot be used. Child processes inherit the variable, so they have the same table. */
#define TABLE_LIBRARIES "COROLAB_STRATEGIES"
const char *table_load_libraries(void);

size_t table_row_count(void);
const struct row *table_row(size_t index);              /* in table order */
const struct row *table_find_row(const char *name);     /* NULL: no such name */
const struct row_card *row_card(const struct row *);
/* Why the row cannot run on this machine or build, one sentence; NULL when it can. May load a library. */
const char *row_refusal(const struct row *);

/* So many tasks take seconds to set up, and gigabytes: fewer samples, more patience, and a shorter run to warm up. */
enum { TABLE_MANY_TASKS = 1000000 };

size_t table_workload_count(void);
const struct workload_card *table_workload(size_t index);           /* in table order */
const struct workload_card *table_find_workload(const char *name);  /* NULL: no such name */

/* Sets up `workload` under `row`; the caller owns the cell and closes it. On failure *reason is one sentence that lives until
 * the next call. CORO_ERR_UNSUPPORTED: this row cannot run this workload. Any other status: the set-up failed. */
struct cell_options {
    const char *text_path;                  /* for `lines`; NULL: the default text */
    const char *trace_path;                 /* for `real` and `sized_tasks`; NULL: the default trace */
    struct histogram *stamps;               /* the sums stamp every next() here, in ticks; NULL: no stamps */
    bool counts_calls;                      /* every next() behind dyn adds to cell_claimed_blocks() */
};
CORO_MUST_USE enum coro_status cell_open(const struct row *, const struct workload_card *, const struct cell_options *,
                                         struct cell **, const char **reason);
/* Runs about `items` items and checks the result. A wrong result is CORO_ERR_WRONG_RESULT; a refusal of the strategy has its
 * own status. *reason is set as above. *done_items, unless NULL, gets the number of items that ran, since workloads round up.
 * May be called again. */
CORO_MUST_USE enum coro_status cell_run(struct cell *, uint64_t items, uint64_t *done_items, const char **reason);
/* Runs a cell that has not run yet, and calls look(arg, …) at each of the points; *task_count is the number of tasks.
 * CORO_ERR_UNSUPPORTED when the workload's card does not say is_memory, or when memory is too short for so many. */
enum hold_point {
    HOLD_WITHOUT_FRAMES,                    /* tasks and their iterators exist, frames and stacks do not */
    HOLD_WAITING,                           /* all tasks wait */
    HOLD_POINTS
};
typedef void hold_look(void *arg, enum hold_point);
CORO_MUST_USE enum coro_status cell_hold(struct cell *, hold_look *, void *arg, size_t *task_count, const char **reason);
/* The same for a cell of retention: calls look(arg, …) before its frames come, and after the last has gone.
 * CORO_ERR_UNSUPPORTED when the workload's card does not say is_retention. */
enum retain_point { RETAIN_BEFORE, RETAIN_AFTER, RETAIN_POINTS };
typedef void retain_look(void *arg, enum retain_point);
CORO_MUST_USE enum coro_status cell_retain(struct cell *, retain_look *, void *arg, const char **reason);
/* The number of items of a timed batch: about 100 us of work, or a few items per task. */
uint64_t cell_batch_items(const struct cell *);
/* The number of items of a run that counts allocations or instructions: exact counts need few. */
uint64_t cell_counted_items(const struct cell *);
/* The number of stacks that the cell's coroutines have taken from the system, which a count of malloc's calls misses. */
size_t cell_fresh_stack_count(const struct cell *);
/* The bytes of each such stack; 0 where malloc provides the stacks, or there are no stacks. */
size_t cell_mapped_stack_bytes(const struct cell *);
/* The heap blocks that the strategy claims for all next() so far, of all cells of the row whose options say counts_calls. */
uint64_t cell_claimed_blocks(const struct cell *);
void cell_close(struct cell *);      /* NULL is allowed */

#endif
