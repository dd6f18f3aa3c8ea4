/* SPDX-License-Identifier: MIT */
/* The time of the world (world.h), which moves only when told, and the deadlines of its sleepers. */
#include "coro/executor/timer_heap.h"
#include "tests/fuzz/world.h"

static uint64_t now_ns(struct coro_clock *clock) { (void)clock; return world.now_ns; }
static void skip_to(struct coro_clock *clock, uint64_t deadline_ns)
{
    (void)clock;
    REQUIRE(deadline_ns >= world.now_ns);
    world.now_ns = deadline_ns;
}

uint64_t world_now_ns(void) { return coro_executor_now_ns(world.executor); }

/* Without a clock of its own, time goes on between the model's look and the executor's. */
static void owe_the_due(void)
{
    for (unsigned i = 0; i < world.actor_count && !world.has_pipes; i++)
        if (world.actors[i]->wait == WAITS_FOR_A_TIME && world.actors[i]->deadline_ns <= world.now_ns)
            world.actors[i]->is_owed = true;
}

/* Sleepers that are due have no timer any more. */
static uint64_t least_deadline_ns(void)
{
    uint64_t least_ns = UINT64_MAX;
    for (unsigned i = 0; i < world.actor_count; i++) {
        const struct actor *actor = world.actors[i];
        if (actor->wait == WAITS_FOR_A_TIME && actor->deadline_ns > world.now_ns && actor->deadline_ns < least_ns)
            least_ns = actor->deadline_ns;
    }
    return least_ns;
}

static void move_clock(void)
{
    uint64_t next_ns = least_deadline_ns(), step_ns = choose(2000);
    REQUIRE(coro_timers_next_ns(world.executor) == next_ns);
    if (one_in(2) && next_ns != UINT64_MAX)
        world.now_ns = next_ns;
    else if (world.now_ns < UINT64_MAX - step_ns)
        world.now_ns += step_ns;
}

void world_hear(void)
{
    if (!world.has_pipes)
        move_clock();
    owe_the_due();
    coro_executor_hear(world.executor);
}

void world_begin_time(void)
{
    const uint64_t starts[] = { 0, 1000, UINT64_MAX - 50000 };
    world.now_ns = starts[choose(3)];
    world.clock = (struct coro_clock){ now_ns, skip_to };
    world.executor->clock = &world.clock;
}
