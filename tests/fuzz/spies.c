/* SPDX-License-Identifier: MIT */
/* The spies of spies.h: a fixed set, so that adding and removing needs no memory. */
#include "tests/fuzz/spies.h"
#include <stddef.h>
#include "tests/fuzz/world.h"

enum { MOST_SPIES = 24 };
struct spy { struct coro_watch watch; struct actor *target; unsigned number; };     /* target: NULL while it is free */
static struct spy spies[MOST_SPIES];
static unsigned number;

static void told(struct coro_watch *watch, struct coro_task *task)
{
    struct spy *spy = (struct spy *)((char *)watch - offsetof(struct spy, watch));
    struct actor *target = spy->target;
    REQUIRE(target != NULL && &target->task == task && target->told_count == 0);
    REQUIRE(spy->number > target->last_told);
    target->last_told = spy->number;
    spy->target = NULL;
    tally.spied++;
    if (one_in(3))
        world_poke();
}

void spies_add(struct actor *target)
{
    struct spy *spy = &spies[choose(MOST_SPIES)];
    if (spy->target != NULL || coro_task_is_finished(&target->task))
        return;
    *spy = (struct spy){ { .ended = told }, target, ++number };
    coro_task_watch(&target->task, &spy->watch);
}

/* A spy that is free may be removed once more. */
void spies_remove_one(void)
{
    struct spy *spy = &spies[choose(MOST_SPIES)];
    if (spy->target == NULL)
        return;
    coro_task_unwatch(&spy->target->task, &spy->watch);
    spy->target = NULL;
}

void spies_check_told(const struct actor *target)
{
    for (unsigned i = 0; i < MOST_SPIES; i++)
        REQUIRE(spies[i].target != target);
}

void spies_close(void)
{
    for (unsigned i = 0; i < MOST_SPIES; i++)
        REQUIRE(spies[i].target == NULL);
    number = 0;
}
