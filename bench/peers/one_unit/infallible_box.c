/* SPDX-License-Identifier: MIT */
/* The strategy of strategies/box.c, but an allocation that fails aborts, as Box::new does. A refusal is a future with a vtable of
 * its own; so after box's allocation the compiler has two vtables to choose from, and after this one it has one. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status place_or_abort(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = heap_alloc(layout);
    if (CORO_UNLIKELY(*frame == NULL))
        abort();
    return CORO_OK;
}
static const struct placing infallible_placing = { .place = place_or_abort, .release = heap_release };
static const struct strategy strategy = {
    .sentence = "one heap allocation per next(), which aborts when it fails",
    .placing = &infallible_placing,
    .allocations = one_allocation,
};
