/* SPDX-License-Identifier: MIT */
/* .kept_blocks counts the frames that were ever released. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static size_t released_count;
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout, (void)holders;
    released_count++;
    free(frame);
}
static size_t kept_blocks(void) { return released_count; }
static const struct placing placing = { .place = heap_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .kept_blocks = kept_blocks,
};
