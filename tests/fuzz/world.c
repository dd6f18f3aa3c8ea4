/* SPDX-License-Identifier: MIT */
/* The lives of the actors (world.h), and the model of who is owed a poll. */
#include "tests/fuzz/world.h"
#include <stddef.h>
#include <string.h>
#include "coro/task.h"
#include "tests/fuzz/faults.h"
#include "tests/fuzz/pipes.h"
#include "tests/fuzz/spies.h"

struct world world;
struct tally tally;

static struct actor *actor_of(struct coro_task *task) { return (struct actor *)((char *)task - offsetof(struct actor, task)); }
static struct actor *actor_of_owner(struct coro_watch *owner)
{
    return (struct actor *)((char *)owner - offsetof(struct actor, owner));
}

/* ---- the body that the executor sees: the model's, watched ---- */

static void watched_start(void *frame, void *arg) { fuzz_model.body->start(frame, arg); }

static struct coro_polled watched_poll(void *frame, struct coro_task *task)
{
    struct actor *actor = actor_of(task);
    REQUIRE(!actor->is_inside && !coro_task_is_finished(task));
    actor->is_inside = true;
    actor->is_owed = false;
    struct coro_polled got = fuzz_model.body->poll(frame, task);
    actor->is_inside = false;
    return got;
}

static void watched_drop(void *frame, struct coro_task *task)
{
    struct actor *actor = actor_of(task);
    REQUIRE(!actor->is_inside);
    actor->is_inside = true;
    fuzz_model.body->drop(frame, task);
    actor->is_inside = false;
}

static struct coro_async_fn watched;        /* with the model's layout */

/* ---- the life of an actor ---- */

static void check_end(const struct actor *actor)
{
    struct coro_polled result = actor->task.result;
    REQUIRE(actor->told_count == 1 && coro_task_is_finished(&actor->task));
    REQUIRE(actor->cleaned_count == actor->has_started);
    REQUIRE(actor->child_cleaned_count == actor->child_started_count);
    REQUIRE(actor->block == NULL);
    if (actor->was_cancelled)
        REQUIRE(result.tag == CORO_FAILED && result.value == CORO_ERR_CANCELLED);
    else if (actor->has_returned)
        REQUIRE(result.tag == CORO_SOME && result.value == ACTOR_RESULT);
    else
        REQUIRE(result.tag == CORO_FAILED && result.value == CORO_ERR_NO_MEMORY && faults.count > 0);
}

/* Those who join it have their result now, and are owed a poll. */
static void tell_joiners(const struct actor *ended)
{
    for (unsigned i = 0; i < world.actor_count; i++) {
        struct actor *joiner = world.actors[i];
        if (joiner->wait != WAITS_FOR_AN_END || joiner->joined != ended)
            continue;
        joiner->joined = NULL;
        joiner->expected = ended->task.result;
        joiner->is_owed = !joiner->is_inside;
    }
}

static void free_frame(struct actor *actor)
{
    if (fuzz_model.stacks)
        fuzz_model.stacks->release(world.stacks, actor->stack);
    else
        harness_free(actor->frame);
}

static void lay(struct actor *actor)
{
    memset(actor, 0xee, sizeof *actor);
    harness_free(actor);
}

/* Only the task of a ghost is there. */
static void retire(struct actor *actor)
{
    check_end(actor);
    spies_check_told(actor);
    tell_joiners(actor);
    world.actors[actor->slot] = world.actors[--world.actor_count];
    world.actors[actor->slot]->slot = actor->slot;
    coro_thread_waker_drop(actor->waker);
    free_frame(actor);
    tally.ended++;
    if (world.ghost == NULL && one_in(8))
        world.ghost = actor;
    else
        lay(actor);
}

static void ended(struct coro_watch *owner, struct coro_task *task)
{
    (void)task;
    actor_of_owner(owner)->told_count++;
    retire(actor_of_owner(owner));
    if (one_in(6))
        world_poke();
}

/* What a detached task's owner does for others. */
static void end_undetached(struct actor *actor)
{
    actor->told_count++;
    coro_task_fini(&actor->task);
    retire(actor);
}

void world_sweep(void)
{
    for (unsigned i = world.actor_count; i-- > 0;)
        if (!world.actors[i]->is_detached && coro_task_is_finished(&world.actors[i]->task))
            end_undetached(world.actors[i]);
}

static bool make_frame(struct actor *actor)
{
    if (fuzz_model.stacks == NULL) {
        actor->frame = harness_alloc(watched.layout.align, watched.layout.bytes);
        return true;
    }
    if (fuzz_model.stacks->acquire(world.stacks, &actor->stack) != CORO_OK)
        return false;
    actor->frame = actor->stack.base;
    return true;
}

void world_spawn(void)
{
    if (world.actor_count == MOST_ACTORS || world.is_ending)
        return;
    struct actor *actor = harness_alloc(_Alignof(struct actor), sizeof *actor);
    if (!make_frame(actor)) {
        tally.refused++;
        harness_free(actor);
        return;
    }
    actor->slot = world.actor_count;
    world.actors[world.actor_count++] = actor;
    coro_task_init(&actor->task, world.executor, &watched, actor->frame, actor);
    actor->task.stacks = world.stacks;
    actor->is_owed = true;
    actor->is_detached = !one_in(4);
    if (actor->is_detached)
        REQUIRE(coro_task_detach(&actor->task, &actor->owner, ended) == CORO_OK);
    tally.started++;
}

struct actor *world_pick(void) { return world.actor_count ? world.actors[choose(world.actor_count)] : NULL; }

void world_wake(struct actor *actor)
{
    coro_waker_wake(coro_task_waker(&actor->task));
    actor->is_owed |= !coro_task_is_finished(&actor->task);
}

static bool somebody_runs(void)
{
    for (unsigned i = 0; i < world.actor_count; i++)
        if (world.actors[i]->is_inside)
            return true;
    return false;
}

/* Not inside its own poll or drop, which a task's state tells. */
bool world_can_cancel(const struct actor *actor)
{
    enum coro_task_state state = actor->task.state;
    bool is_inside = state == CORO_TASK_POLLING || state == CORO_TASK_WOKEN || state == CORO_TASK_FINISHED;
    return !is_inside && (fuzz_model.frames_stay || !somebody_runs());
}

void world_cancel(struct actor *actor)
{
    bool is_detached = actor->is_detached;
    actor->was_cancelled = true;
    tally.cancelled++;
    REQUIRE(coro_task_cancel(&actor->task) == CORO_OK);
    if (!is_detached)
        end_undetached(actor);
}

/* ---- steps ---- */

bool world_poll(void)
{
    choice.step++;
    if (coro_executor_poll(world.executor)) {
        world_sweep();
        return true;
    }
    for (unsigned i = 0; i < world.actor_count; i++)
        REQUIRE(!world.actors[i]->is_owed);
    return false;
}

/* ---- begin and end ---- */

void world_open(void)
{
    bool has_pipes = world.has_pipes, has_threads = world.has_threads;
    world = (struct world){ .has_pipes = has_pipes, .has_threads = has_threads };
    watched = (struct coro_async_fn){ fuzz_model.body->layout, watched_start, watched_poll, watched_drop };
    faults.pause_count++;
    if (fuzz_model.stacks)
        REQUIRE(fuzz_model.stacks->open(fuzz_model.body->layout.bytes, &world.stacks) == CORO_OK);
    if (has_pipes) {
        world.executor = pipes_open();
    } else {
        world.executor = &world.own_executor;
        coro_executor_init(world.executor);
        world_begin_time();
    }
    faults.pause_count--;
}

void world_close(void)
{
    REQUIRE(world.actor_count == 0 && world.executor->unfinished_count == 0 && world.executor->timers == NULL);
    spies_close();
    if (world.ghost)
        lay(world.ghost);
    if (world.has_pipes)
        pipes_close();
    else
        coro_executor_fini(world.executor);
    if (fuzz_model.stacks)
        fuzz_model.stacks->close(world.stacks);
}
