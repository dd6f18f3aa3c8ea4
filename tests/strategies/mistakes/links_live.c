/* SPDX-License-Identifier: MIT */
/* Each new frame is linked into the one before, which is live. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static void *latest;
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = heap_alloc(layout);
    if (*frame == NULL)
        return CORO_ERR_NO_MEMORY;
    if (latest)
        *(void **)latest = *frame;
    latest = *frame;
    return CORO_OK;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout, (void)holders;
    latest = frame == latest ? NULL : latest;
    free(frame);
}
static const struct placing placing = { .place = own_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
