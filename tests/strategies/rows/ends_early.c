/* SPDX-License-Identifier: MIT */
/* A row for failing_heap_test.c alone: where memory is out, next() says that the iterator has ended, and the caller sees no
 * error. The functions of the body lie behind each frame, since poll and drop are not handed them. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};
static void *no_frame[1];       /* the iterator, as at the beginning of a frame */

CORO_INLINE const struct coro_async_fn **body_of(void *frame, struct coro_layout layout)
{
    return (const struct coro_async_fn **)((char *)frame + coro_round_up(layout.bytes, CORO_MAX_ALIGN));
}
CORO_INLINE enum coro_status early_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    layout.bytes = coro_round_up(layout.bytes, CORO_MAX_ALIGN) + CORO_MAX_ALIGN;
    *frame = heap_alloc(layout);
    if (*frame == NULL)
        *frame = no_frame;
    return CORO_OK;
}
CORO_INLINE void early_start(const struct coro_async_fn *fn, void *frame, void *self)
{
    no_frame[0] = self;
    if (frame == no_frame)
        return;
    *body_of(frame, fn->layout) = fn;
    fn->start(frame, self);
}
CORO_INLINE struct coro_polled early_poll(void *frame, struct coro_layout layout, struct coro_task *task)
{
    return frame == no_frame ? coro_none() : (*body_of(frame, layout))->poll(frame, task);
}
CORO_INLINE void early_drop(void *frame, struct coro_layout layout, struct coro_task *task)
{
    if (frame != no_frame)
        (*body_of(frame, layout))->drop(frame, task);
}
CORO_INLINE void early_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout, (void)holders;
    if (frame != no_frame)
        free(frame);
}
static const struct placing placing = {
    .place = early_place, .start = early_start, .poll = early_poll, .drop = early_drop, .release = early_release
};

static const struct strategy strategy = {
    .sentence = "a box, or an early end",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .allocations = one_allocation,
};
