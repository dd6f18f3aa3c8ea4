/* SPDX-License-Identifier: MIT */
/* Plays futures in a scene (frame_plays.h). */
#include "bench/frames/frame_plays.h"
#include <math.h>
#include <string.h>
#include "bench/measure/allocations.h"
#include "coro/bug.h"

static bool place(struct run *run, struct scene *scene, struct scene_site *site, size_t iterator)
{
    enum coro_status status = scene_place(scene, site, iterator);
    run->placed_count += !status;
    if (!status)
        run->seen.at[site->lies]++;
    run->refused_count += status != CORO_OK;
    if (scene->live_count > run->most_live)
        run->most_live = scene->live_count;
    return !status;
}

void place_one(struct run *run, struct scene *scene, size_t iterator)
{
    struct scene_site *site = &scene->tasks[0].sites[0];
    if (place(run, scene, site, iterator))
        scene_release(scene, site);
}

void place_again(struct run *run, struct scene *scene, size_t iterator)
{
    for (int times = 0; times < 4; times++)
        place_one(run, scene, iterator);
    scene_renew_site(scene, &scene->tasks[0].sites[0]);
    place_one(run, scene, iterator);
}

void place_without_memory(struct run *run, struct scene *scene, size_t iterator)
{
    enum { MOST = 16 };
    struct scene_site *site = &scene->tasks[0].sites[0];
    bool has_failed = true;
    for (uint64_t n = 1; has_failed && n < MOST; n++) {
        if (!scene_place_failing(scene, site, iterator, n, &has_failed))
            scene_release(scene, site);
        run->failed_count += has_failed;
    }
    place_one(run, scene, iterator);
}

static void release_if_live(struct scene *scene, struct scene_site *site)
{
    if (site->frame)
        scene_release(scene, site);
}

/* The heap blocks that `futures` of one call site take, one after another, in a body that is new for each turn. */
static double blocks_per_body(struct run *run, struct scene *scene, struct scene_site *site, size_t iterator, unsigned futures)
{
    enum { TURNS = 64 };
    struct count before = { 0 };
    for (unsigned turn = 0; turn < 2 * TURNS; turn++) {
        if (turn == TURNS)          /* the task has run for a while */
            before = count_now();
        scene_renew_site(scene, site);
        for (unsigned i = 0; i < futures; i++)
            if (place(run, scene, site, iterator))
                scene_release(scene, site);
    }
    return (double)count_since(before).allocations / TURNS;
}

static void check_claim(const struct run *run, size_t iterator, enum awaiter awaiter, const char *name, double taken)
{
    const struct strategy *strategy = run->row->strategy;
    unsigned claimed = strategy->allocations ? strategy->allocations(run->layouts[iterator], awaiter) : 0;
    if (fabs(taken - claimed) > 0.02)
        coro_bug(".allocations says %u for a frame of %zu bytes that is %s, and next() takes %g heap block%s", claimed,
                 run->layouts[iterator].bytes, name, taken, taken == 1 ? "" : "s");
}

/* The awaits of an adapter's body; workloads count those of a task's. */
void count_blocks(struct run *run, struct scene *scene, size_t iterator)
{
    struct scene_site *site = &scene->tasks[0].sites[iterator % 2];     /* where sites are optional, a future that has one */
    uint64_t refused_before = run->refused_count;
    double first = blocks_per_body(run, scene, site, iterator, 1), both = blocks_per_body(run, scene, site, iterator, 2);
    if (run->refused_count > refused_before)
        return;
    check_claim(run, iterator, AWAITED_BY_NEXT, "AWAITED_BY_NEXT", first);
    check_claim(run, iterator, AWAITED_AGAIN_BY_NEXT, "AWAITED_AGAIN_BY_NEXT", both - first);
}

/* Four futures of one iterator end in the order of that number, of 24. Two more begin after the first end, so that the second of
 * them may lie on a live frame, and end last. */
enum { ORDERED = 4, ORDERS = 24 };
_Static_assert((int)ORDERED + 2 == (int)SCENE_SITES, "two more");
static void end_in_order(struct run *run, struct scene *scene, size_t iterator, unsigned order)
{
    struct scene_site *sites = scene->tasks[0].sites;
    unsigned left[ORDERED] = { 0, 1, 2, 3 };
    bool is_accepted = true;
    for (unsigned i = 0; i < ORDERED && is_accepted; i++)
        is_accepted = place(run, scene, &sites[i], iterator);
    for (unsigned count = ORDERED; count > 0; count--) {
        unsigned chosen = order % count;
        order /= count;
        release_if_live(scene, &sites[left[chosen]]);
        memmove(&left[chosen], &left[chosen + 1], (count - chosen - 1) * sizeof *left);
        for (unsigned more = ORDERED; count == ORDERED && is_accepted && more < SCENE_SITES; more++)
            (void)place(run, scene, &sites[more], iterator);
    }
    for (unsigned more = ORDERED; more < SCENE_SITES; more++)
        release_if_live(scene, &sites[more]);
}
void place_several(struct run *run, struct scene *scene, size_t iterator)
{
    for (unsigned order = 0; order < ORDERS; order++)
        end_in_order(run, scene, iterator, order);
}

/* One future after another, until a place that release does not give back is used up. */
void place_many(struct run *run, struct scene *scene, size_t iterator)
{
    for (int i = 0; i < PLAY_MANY_ROUNDS; i++)
        place_one(run, scene, iterator);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* Several tasks, each with all iterators and several call sites, in no order. */
void place_anyhow(struct run *run, struct scene *scene, size_t seed)
{
    enum { STEPS = 600 };
    uint32_t random = (uint32_t)seed;
    for (int i = 0; i < STEPS; i++) {
        struct scene_task *task = &scene->tasks[next_random(&random) % scene->task_count];
        struct scene_site *site = &task->sites[next_random(&random) % SCENE_SITES];
        if (site->frame)
            scene_release(scene, site);
        else if (next_random(&random) % 8 == 0)
            scene_renew_site(scene, site);
        else
            (void)place(run, scene, site, next_random(&random) % run->layout_count);
    }
    for (size_t i = 0; i < scene->task_count; i++)
        for (size_t j = 0; j < SCENE_SITES; j++)
            release_if_live(scene, &scene->tasks[i].sites[j]);
}
