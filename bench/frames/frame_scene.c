/* SPDX-License-Identifier: MIT */
/* Places and releases frames as callers would (frame_scene.h): the order of the calls is that of strategies/dyn_vtable.h and
 * strategies/caller_side.h. */
#include "bench/frames/frame_scene.h"
#include <string.h>
#include "bench/frames/scene_checks.h"
#include "bench/frames/strategy_call.h"
#include "bench/measure/allocations.h"
#include "coro/bug.h"
#include "coro/live_frame.h"

enum { RELEASED_FILL = 0xdb };

static struct holders holders_of(const struct scene *scene, const struct scene_site *site, const struct region *passed_site)
{
    const struct checked_row *row = scene->row;
    bool has_site = row->passes_site && !site->is_without_site;
    return (struct holders){
        .adapter = row->callee_places ? (struct adapter *)site->iterator->adapter.at : NULL,
        .site = has_site ? (struct call_site *)passed_site->at : NULL,
        .task = row->passes_task ? site->task->task : NULL,
        .type = site->iterator->type,
    };
}

/* The order of strategies/dyn_vtable.h: place_quickly, and place where that gives nothing. *giver is the function that gave. */
static enum coro_status ask(const struct scene *scene, const struct scene_site *site, const struct region *passed_site,
                            void **frame, const char **giver)
{
    const struct placing *placing = scene->row->strategy->placing;
    struct coro_layout layout = site->iterator->layout;
    struct holders holders = holders_of(scene, site, passed_site);
    enum coro_status status = CORO_OK;
    *frame = NULL;
    void *outer = scene_enter(scene, site->task);
    *giver = "place_quickly";
    if (placing->place_quickly && scene->row->callee_places) {
        scene_call_begins(scene, *giver, layout);
        *frame = placing->place_quickly(layout, holders);
        scene_call_ends(scene);
    }
    if (*frame == NULL) {
        *giver = "place";
        scene_call_begins(scene, *giver, layout);
        status = placing->place(layout, holders, frame);
        scene_call_ends(scene);
    }
    scene_leave(scene, outer);
    return status;
}

/* A call site that the callee builds the frame in moves into the caller's frame, and with it the frame. */
static void move_site(const struct scene *scene, struct scene_site *site, void **frame)
{
    const struct region *from = &scene->moving_site;
    size_t offset = (size_t)((char *)*frame - from->at);
    memcpy(site->region.at, from->at, from->bytes);
    memset(from->at, SCENE_JUNK, from->bytes);
    if (offset < from->bytes) {
        coro_live_frame_ends(*frame, site->iterator->layout);
        coro_live_frame_begins("place", site->region.at + offset, site->iterator->layout);
        *frame = site->region.at + offset;
    }
}

/* A strategy with a function `start` gets an async function whose start fills the frame. */
static struct { const struct scene_site *site; unsigned char fill; } started;
static void filling_start(void *frame, void *self)
{
    (void)self;
    memset(frame, started.fill, started.site->iterator->layout.bytes);
}
static void start(const struct scene *scene, struct scene_site *site)
{
    const struct coro_async_fn fn = { site->iterator->layout, filling_start, NULL, NULL };
    started.site = site;
    started.fill = scene_fill_of(scene, site);
    if (scene->row->strategy->placing->start) {
        scene_call_begins(scene, "start", fn.layout);
        scene->row->strategy->placing->start(&fn, site->frame, NULL);
        scene_call_ends(scene);
    } else {
        strategy_call_fills();
        fn.start(site->frame, NULL);
        strategy_call_filled();
    }
}

static void check_status(enum coro_status status)
{
    if ((unsigned)status >= CORO_STATUS_COUNT)
        coro_bug("place returns %d, which is no status of coro/status.h", (int)status);
}

/* A call site that has had such a frame before, when nothing was live, gets it again. */
static void check_refusal(const struct scene *scene, struct scene_site *site, enum coro_status status, size_t iterator)
{
    uint32_t bit = (uint32_t)1 << iterator;
    if (scene->live_count > 0)
        return;
    if (status && site->took & bit)
        coro_bug("place refuses a frame of %zu bytes that it took before, though none is live: does release give the place back?",
                 site->iterator->layout.bytes);
    site->took |= status ? 0 : bit;
}

static void take_frame(struct scene *scene, struct scene_site *site, const char *giver, void *frame)
{
    const struct region *passed_site = scene->row->frame_moves ? &scene->moving_site : &site->region;
    coro_live_frame_begins(scene->is_out_of_order ? scene_place_words(scene) : giver, frame, site->iterator->layout);
    site->lies = scene_check_place(scene, site, passed_site, frame);
    if (scene->row->frame_moves)
        move_site(scene, site, &frame);
    site->frame = frame;
    site->number = scene->begun_count++;
    scene->live_count++;
    if (scene_fills(scene->row))
        start(scene, site);
}

static enum coro_status place(struct scene *scene, struct scene_site *site, size_t iterator, void **frame, const char **giver)
{
    const struct region *passed_site = scene->row->frame_moves ? &scene->moving_site : &site->region;
    site->iterator = &site->task->iterators[iterator];
    site->is_without_site = scene->row->site_is_optional && (site->index + iterator) % 2;
    enum coro_status status = ask(scene, site, passed_site, frame, giver);
    check_status(status);
    return status;
}

enum coro_status scene_place(struct scene *scene, struct scene_site *site, size_t iterator)
{
    void *frame;
    const char *giver;
    enum coro_status status = place(scene, site, iterator, &frame, &giver);
    check_refusal(scene, site, status, iterator);
    if (!status)
        take_frame(scene, site, giver, frame);
    return status;
}

enum coro_status scene_place_failing(struct scene *scene, struct scene_site *site, size_t iterator, uint64_t n, bool *has_failed)
{
    void *frame;
    const char *giver;
    count_fail_nth(n);
    enum coro_status status = place(scene, site, iterator, &frame, &giver);
    *has_failed = count_has_failed();
    count_fail_nth(0);
    if (!status && frame == NULL && *has_failed)
        coro_bug("place returns CORO_OK without memory when the allocator has none: return CORO_ERR_NO_MEMORY");
    if (!status)
        take_frame(scene, site, giver, frame);
    return status;
}

/* A stack pops in order; a strategy has to serve any order, or to refuse further futures. */
static void note_order(struct scene *scene, const struct scene_site *ended)
{
    for (size_t i = 0; i < scene->task_count; i++)
        for (size_t j = 0; j < SCENE_SITES; j++) {
            const struct scene_site *site = &scene->tasks[i].sites[j];
            scene->is_out_of_order |= site->frame && site->task == ended->task && site->number > ended->number;
        }
}

void scene_release(struct scene *scene, struct scene_site *site)
{
    const struct placing *placing = scene->row->strategy->placing;
    struct coro_layout layout = site->iterator->layout;
    char *frame = site->frame;
    coro_live_frame_ends(frame, layout);
    note_order(scene, site);
    site->frame = NULL;
    scene->live_count--;
    if (scene_fills(scene->row))
        memset(frame, scene->fill == SCENE_FILLS_DIFFER ? RELEASED_FILL : scene->fill, layout.bytes);
    if (placing->release == NULL)
        return;
    void *outer = scene_enter(scene, site->task);
    scene_call_begins(scene, "release", layout);
    placing->release(frame, layout, holders_of(scene, site, &site->region));
    scene_call_ends(scene);
    scene_leave(scene, outer);
}
