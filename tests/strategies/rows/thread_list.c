/* SPDX-License-Identifier: MIT */
/* A row for in_flight_test.c alone: each thread has a list of free frames of one size, and keeps every frame that it drops. */
#include "strategies/strategy.h"

enum { FRAME_BYTES = 4096 };
struct frame { struct frame *next; };
struct adapter {};
struct call_site {};
struct task_part {};
static _Thread_local struct frame *free_frames;

CORO_INLINE enum coro_status list_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    if (layout.bytes > FRAME_BYTES || layout.align > CORO_MAX_ALIGN)
        return CORO_ERR_DOES_NOT_FIT;
    struct frame *first = free_frames;
    if (first)
        free_frames = first->next;
    *frame = first ? first : malloc(FRAME_BYTES);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void list_release(void *at, struct coro_layout layout, struct holders holders)
{
    struct frame *frame = at;
    (void)layout, (void)holders;
    frame->next = free_frames;
    free_frames = frame;
}
static const struct placing placing = { .place = list_place, .release = list_release };

static const struct strategy strategy = {
    .sentence = "a list of free frames per thread",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
