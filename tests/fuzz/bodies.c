/* SPDX-License-Identifier: MIT */
/* The body of an actor (world.h), and of the child that it may await. Compiled once for each variant:
 *
 *     ASYNC_MODEL         ASYNC_STACKLESS or ASYNC_STACKFUL; for the latter also
 *     CORO_CONTEXT        the context
 *     FUZZ_STACKS         the provider, and ASYNC_STACK_BYTES
 *     FUZZ_NAME           the variant's name, a string
 *     FUZZ_SEGMENTS       defined: the actors also call on further segments
 */
#include <stdlib.h>
#include <string.h>
#include "coro/async.h"
#include "coro/task.h"
#include "coro/timer.h"
#include "tests/fuzz/pipes.h"
#include "tests/fuzz/threads.h"
#include "tests/fuzz/world.h"

/* ---- what an actor waits for ---- */

static bool is_copied(void) { return !fuzz_model.frames_stay; }
static void wait_is_over(struct actor *actor) { actor->wait = WAITS_FOR_NOTHING; }

/* In the world with pipes time is real. */
static uint64_t choose_sleep(struct actor *actor)
{
    uint64_t ns = world.has_pipes ? choose(2000) : one_in(50) ? UINT64_MAX * choose(2) : choose(100000);
    tally.slept++;
    actor->deadline_ns = coro_deadline_after(world.executor, ns);
    if (ns > 0)
        actor->wait = WAITS_FOR_A_TIME;
    return ns;
}

static void check_sleep(struct actor *actor, struct coro_polled got)
{
    bool has_slept = actor->wait == WAITS_FOR_A_TIME;
    wait_is_over(actor);
    if (has_slept && is_copied())
        REQUIRE(got.tag == CORO_FAILED && got.value == CORO_ERR_UNSUPPORTED);
    else
        REQUIRE(got.tag == CORO_NONE && (!has_slept || world_now_ns() >= actor->deadline_ns));
}

static struct coro_task *choose_join(struct actor *actor)
{
    struct actor *joined = world.ghost && one_in(6) ? world.ghost : world_pick();
    tally.joined++;
    actor->wait = WAITS_FOR_AN_END;
    actor->joined = joined;
    if (is_copied() || joined == actor) {
        actor->joined = NULL;
        actor->expected = coro_failed(is_copied() ? CORO_ERR_UNSUPPORTED : CORO_ERR_INVALID);
    }
    return &joined->task;
}

/* Without a result yet, the joined task has ended and was not swept. */
static void check_join(struct actor *actor, struct coro_polled got)
{
    if (actor->joined != NULL) {
        REQUIRE(coro_task_is_finished(&actor->joined->task));
        actor->expected = actor->joined->task.result;
    }
    REQUIRE(got.tag == actor->expected.tag && got.value == actor->expected.value);
    actor->joined = NULL;
    wait_is_over(actor);
}

/* Returns true when a helper thread will wake the actor. */
static bool ask_a_thread(struct actor *actor)
{
    struct coro_thread_waker *waker;
    if (!world.has_threads || coro_thread_waker_new(&actor->task, &waker) != CORO_OK)
        return false;
    actor->ring = threads_hand_over(waker);
    if (actor->ring == NULL)
        coro_thread_waker_drop(waker);
    else
        actor->wait = WAITS_FOR_A_THREAD;
    return actor->ring != NULL;
}

static bool is_rung(struct actor *actor)
{
    if (!atomic_load_explicit(&actor->ring->is_rung, memory_order_relaxed))
        return false;
    tally.woken_by_threads++;
    wait_is_over(actor);
    return true;
}

/* ---- the child ---- */

ASYNC(child, struct actor *, actor, nothing, void *block; unsigned left; AWAITS(coro_sleep) AWAITS(coro_yield))
{
    struct coro_polled got;
    actor->child_started_count++;
    my->block = malloc(1 + choose(64));
    if (my->block == NULL)
        RETURN(coro_failed(CORO_ERR_NO_MEMORY));
    for (my->left = choose(4); my->left > 0; my->left--) {
        unsigned wait;          /* not kept over the awaits below */
        wait = choose(4);
        if (wait == 0) {
            AWAIT(got, coro_yield);
        } else if (wait == 1) {
            AWAIT(got, coro_sleep, choose_sleep(actor));
            check_sleep(actor, got);
        } else {
            SUSPEND();
        }
        world_poke();
    }
    RETURN(coro_some(3));
}
ASYNC_END_AFTER(actor->child_cleaned_count++; free(my->block))

/* ---- calls on further segments ---- */

#ifdef FUZZ_SEGMENTS
static struct coro_polled dive(struct coro_task *task, void *self)
{
    struct actor *actor = self;
    char pattern[64];
    memset(pattern, (int)actor->depth, sizeof pattern);
    CORO_OPAQUE(actor);
    if (actor->depth == 0) {
        tally.deep++;
        return coro_suspend(task->running) ? coro_cancelled() : coro_some(1);
    }
    actor->depth--;
    struct coro_polled got = coro_segment_call(task->running, 512, dive, task, actor);
    for (size_t i = 1; i < sizeof pattern; i++)
        REQUIRE(pattern[i] == pattern[0]);
    return got;
}

ASYNC(deep, struct actor *, actor, nothing)
{
    actor->depth = choose(20);
    RETURN(coro_segment_call(task->running, 512, dive, task, actor));
}
ASYNC_END
#else
ASYNC(deep, struct actor *, actor, nothing)
{
    (void)actor;
    SUSPEND();
    RETURN(coro_some(1));
}
ASYNC_END
#endif

/* ---- the actor ---- */

static void clean_up(struct actor *actor, struct stream *stream)
{
    actor->cleaned_count++;
    if (stream)
        pipes_forget(stream);
    free(actor->block);
    actor->block = NULL;
    if (one_in(4))
        world_poke();
}

ASYNC(act, struct actor *, actor, nothing, struct stream *stream; unsigned left, deed;
      AWAITS(coro_sleep) AWAITS(coro_yield) AWAITS(coro_join) AWAITS(child) AWAITS(deep))
{
    struct coro_polled got;
    actor->has_started = true;
    my->stream = NULL;
    actor->block = malloc(8);
    if (actor->block == NULL)
        RETURN(coro_failed(CORO_ERR_NO_MEMORY));
    for (my->left = choose(8); my->left > 0; my->left--) {
        my->deed = choose(10);
        if (my->deed == 0) {
            AWAIT(got, coro_yield);
        } else if (my->deed == 1) {
            SUSPEND();
        } else if (my->deed == 2 || my->deed == 3) {
            AWAIT(got, coro_sleep, choose_sleep(actor));
            check_sleep(actor, got);
        } else if (my->deed == 4) {
            AWAIT(got, coro_join, choose_join(actor));
            check_join(actor, got);
        } else if (my->deed == 5) {
            AWAIT(got, child, actor);
        } else if (my->deed == 6) {
            AWAIT(got, deep, actor);
        } else if (my->deed == 7 && ask_a_thread(actor)) {
            do
                SUSPEND();
            while (!is_rung(actor));
        } else if (my->deed == 8) {
            my->stream = pipes_pick();
            while (my->stream && pipes_take(my->stream, task).tag == CORO_PENDING) {
                SUSPEND();
                pipes_forget(my->stream);
            }
            my->stream = NULL;
        } else {
            world_poke();
        }
    }
    actor->has_returned = true;
    RETURN(coro_some(ACTOR_RESULT));
}
ASYNC_END_AFTER(clean_up(actor, my->stream))

#ifndef FUZZ_STACKS
const struct fuzz_model fuzz_model = { FUZZ_NAME, &act, NULL, true };
#else
const struct fuzz_model fuzz_model = { FUZZ_NAME, &act, &FUZZ_STACKS, CORO_FRAMES_STAY };
#endif
