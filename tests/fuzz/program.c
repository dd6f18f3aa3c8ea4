/* SPDX-License-Identifier: MIT */
/* Runs random programs (program.h). */
#include "tests/fuzz/program.h"
#include "tests/fuzz/faults.h"
#include "tests/fuzz/pipes.h"
#include "tests/fuzz/threads.h"
#include "tests/fuzz/world.h"

static void cancel_one(void)
{
    struct actor *actor = world_pick();
    if (actor != NULL && world_can_cancel(actor))
        world_cancel(actor);
}

static void run_round(void)
{
    for (unsigned left = choose(10); left > 0; left--)
        world_poll();
    if (one_in(2))
        world_hear();
    if (world.has_pipes)
        pipes_poke();
    world_poke();
    if (one_in(9))
        cancel_one();
}

/* A run waits for those who hold wakers. */
static void drop_wakers(void)
{
    for (unsigned i = 0; i < world.actor_count; i++) {
        coro_thread_waker_drop(world.actors[i]->waker);
        world.actors[i]->waker = NULL;
    }
}

/* An actor that other threads have woken must be polled. */
static void finish_with_threads(void)
{
    coro_executor_run(world.executor);
    threads_settle();
    coro_executor_run(world.executor);
    world_sweep();
    for (unsigned i = 0; i < world.actor_count; i++)
        REQUIRE(world.actors[i]->wait != WAITS_FOR_A_THREAD);
}

static void end_all(void)
{
    world.is_ending = true;
    drop_wakers();
    if (world.has_pipes)
        pipes_finish();
    if (world.has_threads)
        finish_with_threads();
    for (unsigned tries = 0; world.actor_count > 0; tries++) {
        REQUIRE(tries < 100000);
        cancel_one();
        for (unsigned left = choose(4); left > 0; left--)
            world_poll();
    }
    threads_settle();
}

void program_run(uint64_t seed)
{
    long long blocks = faults.block_count;
    choice_begin(seed);
    faults.one_in = one_in(3) ? 3 + choose(60) : 0;
    world_open();
    for (unsigned left = 1 + choose(6); left > 0; left--)
        world_spawn();
    for (unsigned left = choose(30); left > 0; left--)
        run_round();
    faults.one_in = 0;
    end_all();
    world_close();
    REQUIRE(world.has_threads || faults.block_count == blocks);     /* other threads free some */
}
