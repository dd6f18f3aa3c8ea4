/* SPDX-License-Identifier: MIT */
/* scratch_or_box/128 with another size, to show how its cost depends on the size guessed for the callee's frame. */
#define SCRATCH_BYTES 512
#include "strategies/scratch_or_box/scratch_or_box.h"

struct adapter {};
struct call_site { _Alignas(CORO_MAX_ALIGN) char scratch[SCRATCH_BYTES]; };
struct task_part {};

CORO_INLINE enum coro_status scratch_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return scratch_or_box(holders.site->scratch, layout, frame);
}
static const struct placing placing = { .place = scratch_place, .release = scratch_release };

static const struct strategy strategy = {
    .order = 83,
    .is_variant = true,
    .sentence = "512 bytes of the caller's frame, else a box",
    .placing = &placing,
    .lives = { .where = LIVES_AT_CALL_SITE, .fallback = LIVES_ON_HEAP },
    .threads = { "the heap, for larger frames" },
    .allocations = scratch_allocations,
};
