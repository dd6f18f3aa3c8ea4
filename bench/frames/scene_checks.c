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
unsigned char scene_fill_of(const struct scene_site *site) { return (unsigned char)(FIRST_FILL + site->index); }

static void check_frame(const struct scene_site *site)
{
    size_t bytes = site->iterator->layout.bytes, from = 0, to = bytes;
    unsigned char fill = scene_fill_of(site);
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
                check_frame(&scene->tasks[i].sites[j]);
    watched_heap_check();
}

void scene_call_ends(const struct scene *scene)
{
    strategy_call_ends();
    check_all(scene);
}

static void refuse_part(const char *what, size_t bytes, const char *frame, const char *at, size_t room)
{
    if (frame < at)
        coro_bug("place gave a frame of %zu bytes that begins %zu bytes before the %s, which has %zu bytes", bytes,
                 (size_t)(at - frame), what, room);
    if (frame == at)
        coro_bug("place gave a frame of %zu bytes a %s of %zu bytes", bytes, what, room);
    coro_bug("place gave a frame of %zu bytes that ends %zu bytes beyond the %s, which has %zu bytes", bytes,
             (size_t)(frame + bytes - (at + room)), what, room);
}

static void check_heap_place(const char *frame, size_t bytes)
{
    const struct watched_block *block = watched_block_at(frame, bytes);
    if (block == NULL)
        return;
    if (block->is_freed)
        coro_bug("place gave a frame of %zu bytes memory that is freed already", bytes);
    if (frame < block->at || frame + bytes > block->at + block->bytes)
        refuse_part("heap block", bytes, frame, block->at, block->bytes);
}

/* The parts of holders that the frame may lie in. */
struct allowed { const char *at[3]; const char *frame; size_t bytes; const struct coro_task *task; };
static struct allowed allowed;

static void check_region_place(const struct region *region)
{
    const char *frame = allowed.frame;
    const char *begin = region->at - REGION_ZONE_BYTES, *end = region->at + region->bytes + REGION_ZONE_BYTES;
    if (region->block == NULL || frame >= end || frame + allowed.bytes <= begin)
        return;
    for (size_t i = 0; i < 3; i++)
        if (region->at == allowed.at[i]) {
            size_t head = region->at == (const char *)allowed.task ? sizeof *allowed.task : 0;
            if (frame < region->at + head || frame + allowed.bytes > region->at + region->bytes)
                refuse_part(region->kind, allowed.bytes, frame, region->at + head, region->bytes - head);
            return;
        }
    coro_bug("place gave a frame of %zu bytes memory in the %s of another: not in one that it was handed", allowed.bytes,
             region->kind);
}

/* The stack of a call that has returned lies below this one. */
static void check_stack_place(const char *frame, size_t bytes)
{
    enum { NEAR_BYTES = 1 << 20 };
    const char *here = __builtin_frame_address(0);
    if (frame < here && here - frame < NEAR_BYTES)
        coro_bug("place gave a frame of %zu bytes memory on the stack of place, which has returned", bytes);
}

void scene_check_place(const struct scene *scene, const struct scene_site *site, const struct region *passed_site,
                       const char *frame)
{
    size_t bytes = site->iterator->layout.bytes;
    check_stack_place(frame, bytes);
    check_heap_place(frame, bytes);
    allowed = (struct allowed){ { site->iterator->adapter.at, passed_site->at, site->task->space.at }, frame, bytes,
                                site->task->task };
    for_each_region(scene, check_region_place);
}
