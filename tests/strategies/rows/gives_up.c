/* SPDX-License-Identifier: MIT */
/* A row for failing_heap_test.c alone: after one failing allocation it refuses all frames. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};
static bool has_given_up;

CORO_INLINE enum coro_status gives_up_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = has_given_up ? NULL : heap_alloc(layout);
    has_given_up |= *frame == NULL;
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
static const struct placing placing = { .place = gives_up_place, .release = heap_release };

static const struct strategy strategy = {
    .sentence = "a box, until memory was out once",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .allocations = one_allocation,
};
