/* SPDX-License-Identifier: MIT */
/* The world of a random program: one executor and its actors. An actor is a task, detached or not, that does as it chooses: it
 * waits, sleeps, joins, awaits a child, starts and cancels others, watches them, wakes them. The world keeps a model of it all,
 * and REQUIREs after each step that the runtime did the same.
 *
 * world.c has the actors' lives, deadlines.c their time, deeds.c their deeds to one another, spies.c the watches besides the
 * owners', pipes.c the readers of coro/io, threads.c the wakes from other threads, bodies.c the body of an actor. bodies.c is
 * compiled once for each model, context and kind of stack, and exports `fuzz_model`. */
#ifndef TESTS_FUZZ_WORLD_H
#define TESTS_FUZZ_WORLD_H
#include "coro/executor.h"
#include "coro/stack.h"
#include "coro/thread_waker.h"
#include "tests/fuzz/choice.h"

struct fuzz_model {
    const char *name;
    const struct coro_async_fn *body;               /* of an actor */
    const struct coro_stack_provider *stacks;       /* NULL: state machines */
    bool frames_stay;                               /* false: frames are copied; tasks cannot cancel one another, nor join */
};
extern const struct fuzz_model fuzz_model;

/* The event that an actor waits for. */
enum wait { WAITS_FOR_NOTHING, WAITS_FOR_A_WAKE, WAITS_FOR_A_TIME, WAITS_FOR_AN_END, WAITS_FOR_A_THREAD };

enum { MOST_ACTORS = 48, ACTOR_RESULT = 5 };
struct actor {
    struct coro_task task;
    struct coro_watch owner;            /* when it is detached */
    bool is_detached;
    void *frame;
    struct coro_stack stack;
    unsigned slot;                      /* in world.actors */
    uint64_t depth;                     /* of its nested calls on further segments */
    /* the model */
    bool is_inside;                     /* its poll or drop, now */
    bool is_owed;                       /* a poll: it was woken since the last one */
    bool was_cancelled, has_started, has_returned;
    unsigned cleaned_count, child_started_count, child_cleaned_count, told_count;
    unsigned last_told;                 /* the number of the latest watch that was told */
    enum wait wait;
    uint64_t deadline_ns;               /* while it waits for a time */
    struct actor *joined;               /* while it waits for an end; NULL once that has come */
    struct coro_polled expected;        /* of the join, then */
    void *block;                        /* from the heap; freed by its clean-up */
    struct ring *ring;                  /* while it waits for a thread */
    struct coro_thread_waker *waker;    /* NULL: none */
};

struct world {
    struct coro_executor *executor;
    struct coro_executor own_executor;
    struct coro_clock clock;            /* moves only when told; real time in the world with pipes */
    uint64_t now_ns;
    struct coro_stack_source *stacks;
    struct actor *actors[MOST_ACTORS];
    unsigned actor_count;
    struct actor *ghost;                /* one that has ended, for late joins; NULL: none */
    bool is_ending;                     /* nobody new starts */
    bool has_pipes, has_threads;
};
extern struct world world;

/* Sums over all programs. */
struct tally { uint64_t started, ended, cancelled, joined, slept, deep, woken_by_threads, bytes_read, spied, refused; };
extern struct tally tally;

void world_open(void);
/* Aborts unless all actors have ended. */
void world_close(void);

/* NULL when there are none. */
struct actor *world_pick(void);
/* Starts an actor, if there is room and memory. */
void world_spawn(void);
void world_wake(struct actor *);
bool world_can_cancel(const struct actor *);
void world_cancel(struct actor *);
/* Frees the actors that have ended and are not detached. */
void world_sweep(void);
/* A few random deeds of an actor or of the outside. */
void world_poke(void);

/* Polls one task; false when none is woken, and then nobody is owed a poll. */
bool world_poll(void);
/* Moves the clock, perhaps to the next deadline, and wakes the sleepers that are due. */
void world_hear(void);

/* Gives the executor the world's clock, which begins early, late or in between. */
void world_begin_time(void);
uint64_t world_now_ns(void);

#endif
