/* SPDX-License-Identifier: MIT */
/* A row for failing_heap_test.c alone: it asks the heap twice, and does not look at the second answer. One failing allocation
 * does it no harm. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status retries_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = heap_alloc(layout);
    if (*frame == NULL)
        *frame = heap_alloc(layout);
    return CORO_OK;
}
static const struct placing placing = { .place = retries_place, .release = heap_release };

static const struct strategy strategy = {
    .sentence = "a box, asked for twice",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .allocations = one_allocation,
};
