/* SPDX-License-Identifier: MIT */
/* Begins and ends the tasks of a scene, with their call sites and iterators, in the order of bench/unit/fixture.h
 * (frame_scene.h). */
#define _GNU_SOURCE 1 /* MAP_ANONYMOUS */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include "bench/frames/frame_scene.h"
#include "bench/frames/scene_checks.h"
#include "bench/frames/strategy_call.h"
#include "bench/measure/watched_heap.h"
#include "coro/bug.h"

static const struct coro_layout no_frame = { 0, 1 };

/* The body of a task that runs nothing. */
static void idle_start(void *frame, void *arg) { (void)frame, (void)arg; }
static struct coro_polled idle_poll(void *frame, struct coro_task *task)
{
    (void)frame, (void)task;
    return coro_none();
}
static void idle_drop(void *frame, struct coro_task *task) { (void)frame, (void)task; }
static const struct coro_async_fn idle = { { 16, 8 }, idle_start, idle_poll, idle_drop };

static void site_begins(const struct scene *scene, struct scene_site *site)
{
    memset(site->region.at, SCENE_JUNK, site->region.bytes);
    if (scene->row->strategy->placing->site_init) {
        void *outer = scene_enter(scene, site->task);
        scene_call_begins(scene, "site_init", no_frame);
        scene->row->strategy->placing->site_init((struct call_site *)site->region.at);
        scene_call_ends(scene);
        scene_leave(scene, outer);
    }
}
static void site_ends(const struct scene *scene, struct scene_site *site)
{
    if (scene->row->strategy->placing->site_fini) {
        void *outer = scene_enter(scene, site->task);
        scene_call_begins(scene, "site_fini", no_frame);
        scene->row->strategy->placing->site_fini((struct call_site *)site->region.at);
        scene_call_ends(scene);
        scene_leave(scene, outer);
    }
}
void scene_renew_site(struct scene *scene, struct scene_site *site)
{
    site_ends(scene, site);
    site_begins(scene, site);
    site->took = 0;
}

/* The type part of the type with such frames: one per layout, as long as the process. Its memory is from the system, because a
 * heap block that stays would count as a leak. */
static struct type_part *part_of(const struct checked_row *row, size_t layout)
{
    static struct { const struct checked_row *row; void *part; } parts[SCENE_MOST_LAYOUTS];
    if (!row->has_type_part)
        return NULL;
    if (parts[layout].row != row) {
        void *part = mmap(NULL, row->type_bytes + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (part == MAP_FAILED)
            coro_bug("no memory for a scene");
        parts[layout].row = row;
        parts[layout].part = part;
    }
    return parts[layout].part;
}

static void open_iterators(struct scene *scene, struct scene_task *task)
{
    const struct checked_row *row = scene->row;
    const struct placing *placing = row->strategy->placing;
    for (size_t i = 0; i < scene->layout_count; i++) {
        struct coro_layout layout = scene->layouts[i];
        size_t bytes = placing->adapter_bytes ? placing->adapter_bytes(layout) : row->adapter_bytes;
        task->iterators[i] = (struct scene_iterator){ .layout = layout, .type = part_of(row, i) };
        region_open(&task->iterators[i].adapter, "struct adapter", bytes, CORO_MAX_ALIGN, 0);
    }
}

static enum coro_status begin_task(struct scene *scene, struct scene_task *task)
{
    const struct placing *placing = scene->row->strategy->placing;
    static uint64_t idle_frame[2];
    enum coro_status status = CORO_OK;
    if (placing->task_init) {
        scene_call_begins(scene, "task_init", no_frame);
        status = placing->task_init(task_part(task->task), scene->stacks);
        scene_call_ends(scene);
    }
    if (status)
        return status;
    coro_task_init(task->task, &scene->executor, &idle, idle_frame, NULL);
    task->task->stacks = scene->stacks;
    task->is_begun = true;
    for (size_t i = 0; i < SCENE_SITES; i++)
        site_begins(scene, &task->sites[i]);
    return CORO_OK;
}

static enum coro_status open_task(struct scene *scene, struct scene_task *task)
{
    const struct checked_row *row = scene->row;
    region_open(&task->space, "struct task_part", sizeof *task->task + row->task_bytes, CORO_MAX_ALIGN, 0);
    task->task = (struct coro_task *)task->space.at;
    open_iterators(scene, task);
    for (unsigned i = 0; i < SCENE_SITES; i++) {
        struct scene_site *site = &task->sites[i];
        *site = (struct scene_site){ .task = task, .index = (unsigned)(task - scene->tasks) * SCENE_SITES + i };
        region_open(&site->region, "struct call_site", row->site_bytes, row->site_align, SCENE_JUNK);
    }
    scene->task_count++;
    return begin_task(scene, task);
}

enum coro_status scene_open(struct scene *scene, const struct checked_row *row, const struct coro_layout *layouts,
                            size_t layout_count, size_t task_count, int fill)
{
    const struct coro_stack_provider *provider = row->strategy->stacks;
    *scene = (struct scene){ .row = row, .layouts = layouts, .layout_count = layout_count, .fill = fill };
    enum coro_status status = provider ? provider->open(row->source_stack_bytes, &scene->stacks) : CORO_OK;
    if (status)
        return status;
    coro_executor_init(&scene->executor);
    region_open(&scene->moving_site, "struct call_site", row->site_bytes, row->site_align, SCENE_JUNK);
    for (size_t i = 0; i < task_count && !status; i++)
        status = open_task(scene, &scene->tasks[i]);
    if (status)
        scene_close(scene);
    return status;
}

static void end_iterators(struct scene *scene, struct scene_task *task)
{
    const struct placing *placing = scene->row->strategy->placing;
    for (size_t i = 0; i < scene->layout_count; i++) {
        struct scene_iterator *iterator = &task->iterators[i];
        const struct coro_async_fn fn = { iterator->layout, idle_start, idle_poll, idle_drop };
        if (placing->adapter_fini) {
            scene_call_begins(scene, "adapter_fini", no_frame);
            placing->adapter_fini((struct adapter *)iterator->adapter.at, &fn, task->task);
            scene_call_ends(scene);
        }
    }
}

static void end_task(struct scene *scene, struct scene_task *task)
{
    const struct placing *placing = scene->row->strategy->placing;
    for (size_t i = 0; i < SCENE_SITES; i++)
        site_ends(scene, &task->sites[i]);
    coro_task_fini(task->task);
    if (placing->task_fini) {
        scene_call_begins(scene, "task_fini", no_frame);
        placing->task_fini(task_part(task->task), scene->stacks);
        scene_call_ends(scene);
    }
    end_iterators(scene, task);
}

static void end_memory(struct scene *scene, struct scene_task *task)
{
    region_end(&task->space);
    for (size_t i = 0; i < SCENE_SITES; i++)
        region_end(&task->sites[i].region);
    for (size_t i = 0; i < scene->layout_count; i++)
        region_end(&task->iterators[i].adapter);
}

void scene_close(struct scene *scene)
{
    for (size_t i = 0; i < scene->task_count; i++)
        if (scene->tasks[i].is_begun)
            end_task(scene, &scene->tasks[i]);
    region_forget_ended();
    for (size_t i = 0; i < scene->task_count; i++)
        end_memory(scene, &scene->tasks[i]);
    region_close(&scene->moving_site);
    coro_executor_fini(&scene->executor);
    if (scene->row->strategy->stacks)
        scene->row->strategy->stacks->close(scene->stacks);
    watched_heap_flush();
}
