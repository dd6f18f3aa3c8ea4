/* SPDX-License-Identifier: MIT */
/* Looks for what a strategy must not do (scene_checks.h). Each fault ends the process with a sentence. */
#include "bench/frames/scene_checks.h"
#include <string.h>
#include "bench/frames/strategy_call.h"
#include "bench/measure/watched_heap.h"
#include "coro/bug.h"

enum { FIRST_FILL = 0x11 };

void *scene_enter(const struct scene *scene, const struct scene_task *task)
{
    const struct placing *placing = scene->row->strategy->placing;
    return placing->task_enter ? placing->task_enter(task_part(task->task)) : NULL;
}
void scene_leave(const struct scene *scene, void *outer)
{
    if (scene->row->strategy->placing->task_leave)
        scene->row->strategy->placing->task_leave(outer);
}

bool scene_fills(const struct checked_row *row)
{
    const struct placing *placing = row->strategy->placing;
    return row->callee_stack_bytes == 0 && !placing->poll && !placing->drop;
}
unsigned char scene_fill_of(const struct scene *scene, const struct scene_site *site)
{
    return (unsigned char)(scene->fill == SCENE_FILLS_DIFFER ? FIRST_FILL + (int)site->index : scene->fill);
}

static void check_frame(const struct scene *scene, const struct scene_site *site)
{
    size_t bytes = site->iterator->layout.bytes, from = 0, to = bytes;
    unsigned char fill = scene_fill_of(scene, site);
    if (is_filled(site->frame, bytes, fill))
        return;
    while ((unsigned char)site->frame[from] == fill)
        from++;
    while ((unsigned char)site->frame[to - 1] == fill)
        to--;
    coro_bug("%s, for a frame of %zu bytes, writes %zu bytes into a live frame of %zu bytes, at byte %zu",
             strategy_call_function(), strategy_call_frame_bytes(), to - from, bytes, from);
}

typedef void look_at_region(const struct region *);
static void for_each_region(const struct scene *scene, look_at_region *look)
{
    look(&scene->moving_site);
    for (size_t i = 0; i < scene->task_count; i++) {
        look(&scene->tasks[i].space);
        for (size_t j = 0; j < scene->layout_count; j++)
            look(&scene->tasks[i].iterators[j].adapter);
        for (size_t j = 0; j < SCENE_SITES; j++)
            look(&scene->tasks[i].sites[j].region);
    }
}

static void check_all(const struct scene *scene)
{
    for_each_region(scene, region_check);
    for (size_t i = 0; i < scene->task_count && scene_fills(scene->row); i++)
        for (size_t j = 0; j < SCENE_SITES; j++)
            if (scene->tasks[i].sites[j].frame)
                check_frame(scene, &scene->tasks[i].sites[j]);
    watched_heap_check();
}

/* The runtime's part of the tasks before a call. */
static struct coro_task tasks_before[SCENE_TASKS];

void scene_call_begins(const struct scene *scene, const char *function, struct coro_layout frame)
{
    for (size_t i = 0; i < scene->task_count; i++)
        memcpy(&tasks_before[i], scene->tasks[i].task, sizeof *tasks_before);
    strategy_call_begins(function, frame);
}

static void check_tasks(const struct scene *scene)
{
    for (size_t i = 0; i < scene->task_count; i++)
        if (memcmp(&tasks_before[i], scene->tasks[i].task, sizeof *tasks_before) != 0)
            coro_bug("%s writes in front of the struct task_part, into the struct coro_task", strategy_call_function());
}

void scene_call_ends(const struct scene *scene)
{
    strategy_call_ends();
    check_tasks(scene);
    region_check_ended();
    check_all(scene);
}

/* ---- where a frame lies ---- */

/* The frame that place gave now, and the holders that it may lie in. */
static struct {
    const char *giver, *at;
    size_t bytes;
    const char *holders[3];         /* in the order of enum seen_place */
    const struct coro_task *task;
    enum seen_place lies;
} placed;

const char *scene_place_words(const struct scene *scene)
{
    return scene->is_out_of_order ? "place, after frames ended out of order," : "place";
}

/* Refuses a frame that lies only in part in the memory at `room`. */
static void refuse_part(const char *what, const char *room, size_t room_bytes)
{
    const char *end = room + room_bytes;
    if (placed.at < room)
        coro_bug("%s gave a frame of %zu bytes that begins %zu bytes before the %s, which has %zu bytes", placed.giver,
                 placed.bytes, (size_t)(room - placed.at), what, room_bytes);
    if (placed.at == room)
        coro_bug("%s gave a frame of %zu bytes a %s of %zu bytes", placed.giver, placed.bytes, what, room_bytes);
    coro_bug("%s gave a frame of %zu bytes that ends %zu bytes beyond the %s, which has %zu bytes", placed.giver, placed.bytes,
             (size_t)(placed.at + placed.bytes - end), what, room_bytes);
}

static bool lies_in(const char *room, size_t room_bytes)
{
    return placed.at >= room && placed.at + placed.bytes <= room + room_bytes;
}

/* The stack of a call that has returned lies below this one. */
static void check_stack_place(void)
{
    enum { NEAR_BYTES = 1 << 20 };
    const char *here = __builtin_frame_address(0);
    if (placed.at < here && here - placed.at < NEAR_BYTES)
        coro_bug("%s gave a frame of %zu bytes memory on the stack of place, which has returned", placed.giver, placed.bytes);
}

static void check_heap_place(void)
{
    const struct watched_block *block = watched_block_at(placed.at, placed.bytes);
    if (block == NULL)
        return;
    if (block->is_freed)
        coro_bug("%s gave a frame of %zu bytes memory that is freed already", placed.giver, placed.bytes);
    if (!lies_in(block->at, block->bytes))
        refuse_part("heap block", block->at, block->bytes);
    placed.lies = block->call == watched_call_number() ? SEEN_IN_NEW_BLOCK : SEEN_IN_KEPT_BLOCK;
}

/* SEEN_ELSEWHERE for a region that place was not handed. */
static enum seen_place place_in(const struct region *region)
{
    for (size_t i = 0; i < sizeof placed.holders / sizeof *placed.holders; i++)
        if (region->at == placed.holders[i])
            return (enum seen_place)i;
    return SEEN_ELSEWHERE;
}

static void check_region_place(const struct region *region)
{
    const char *begin = region->at - REGION_ZONE_BYTES, *end = region->at + region->bytes + REGION_ZONE_BYTES;
    if (region->block == NULL || placed.at >= end || placed.at + placed.bytes <= begin)
        return;
    placed.lies = place_in(region);
    if (placed.lies == SEEN_ELSEWHERE)
        coro_bug("%s gave a frame of %zu bytes memory in the %s of another: which it was not handed", placed.giver,
                 placed.bytes, region->kind);
    size_t head_bytes = region->at == (const char *)placed.task ? sizeof *placed.task : 0;
    if (!lies_in(region->at + head_bytes, region->bytes - head_bytes))
        refuse_part(region->kind, region->at + head_bytes, region->bytes - head_bytes);
}

static void check_ended_place(const struct region *region)
{
    if (placed.at < region->at + region->bytes && placed.at + placed.bytes > region->at)
        coro_bug("%s gave a frame of %zu bytes memory in a %s that has ended", placed.giver, placed.bytes, region->kind);
}

enum seen_place scene_check_place(const struct scene *scene, const struct scene_site *site, const struct region *passed_site,
                                  const char *frame)
{
    placed.giver = scene_place_words(scene);
    placed.at = frame;
    placed.bytes = site->iterator->layout.bytes;
    placed.holders[0] = site->iterator->adapter.at;
    placed.holders[1] = passed_site->at;
    placed.holders[2] = site->task->space.at;
    placed.task = site->task->task;
    placed.lies = SEEN_ELSEWHERE;
    check_stack_place();
    check_heap_place();
    for_each_region(scene, check_region_place);
    for (size_t i = 0; i < region_ended_count(); i++)
        check_ended_place(region_ended_at(i));
    return placed.lies;
}
