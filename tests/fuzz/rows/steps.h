/* SPDX-License-Identifier: MIT */
/* A random program over one chain of iterators: tasks that take items, are polled and dropped in mid-await; futures by hand, held
 * together and dropped in any order; allocations that fail. Every row that can runs the same steps. */
#ifndef TESTS_FUZZ_ROWS_STEPS_H
#define TESTS_FUZZ_ROWS_STEPS_H
#include "tests/fuzz/rows/events.h"
#include "tests/fuzz/rows/row.h"

enum step_kind {
    STEP_TAKE,              /* begins a task that takes `count` items */
    STEP_POLL,              /* polls `count` tasks, as far as they are woken */
    STEP_END,               /* ends the task, in mid-await or not */
    STEP_HAND,              /* opens futures by hand */
    STEP_FUTURE,            /* begins future `count` if it is not there, drops it if it is ready, polls it otherwise */
    STEP_DROP,              /* drops future `count` if it is there */
    STEP_HAND_OVER,         /* drops those that are left */
};
enum { MOST_STEPS = 128 };
struct steps {
    struct chain_plan chain;
    struct step { enum step_kind kind; unsigned count; } at[MOST_STEPS];
    unsigned count;
    unsigned one_failure_in;        /* allocations; 0: none fails */
};

/* Chooses a program. */
void steps_choose(struct steps *);
/* The program that takes all items of the chain. */
struct steps steps_of_all_items(const struct chain_plan *);

struct outcome {
    enum coro_status status;        /* CORO_ERR_UNSUPPORTED where the row cannot run it */
    bool drops_waiting;             /* a future was dropped in mid-await, or two were there at once */
    long long leaked_blocks;
};
/* Runs it under the row, and records its events. */
struct outcome steps_run(const struct steps *, const struct fuzz_row *, struct events *);

#endif
