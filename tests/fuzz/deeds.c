/* SPDX-License-Identifier: MIT */
/* The deeds of actors to one another, and of the outside to actors (world.h). */
#include "tests/fuzz/spies.h"
#include "tests/fuzz/world.h"

static void make_waker(struct actor *actor)
{
    if (actor->waker == NULL && !world.is_ending && !coro_task_is_finished(&actor->task) &&
        coro_thread_waker_new(&actor->task, &actor->waker) != CORO_OK)
        actor->waker = NULL;
}

static void use_waker(struct actor *actor)
{
    if (actor->waker == NULL)
        return;
    coro_thread_waker_wake(actor->waker);
    if (one_in(2)) {
        coro_thread_waker_drop(actor->waker);
        actor->waker = NULL;
    }
}

static void do_one(struct actor *actor)
{
    switch (choose(8)) {
    case 0:
        world_spawn();
        return;
    case 1:
        if (world_can_cancel(actor))
            world_cancel(actor);
        return;
    case 2:
        make_waker(actor);
        return;
    case 3:
        use_waker(actor);
        return;
    case 4:
        spies_add(actor);
        return;
    case 5:
        spies_remove_one();
        return;
    default:
        world_wake(actor);
    }
}

void world_poke(void)
{
    for (unsigned left = choose(3); left > 0; left--) {
        struct actor *actor = world_pick();
        choice.step++;
        if (actor == NULL)
            world_spawn();
        else
            do_one(actor);
    }
}
