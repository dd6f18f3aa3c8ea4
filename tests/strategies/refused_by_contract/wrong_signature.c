/* SPDX-License-Identifier: MIT */
/* refused: line 15: give this function the signature .* enum coro_status [(][*][)][(]struct coro_layout */
/* own_place() returns a pointer, not a status, on purpose; contract.cmake expects the message above. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE void *own_place(struct coro_layout layout, struct holders holders)
{
    (void)holders;
    return heap_alloc(layout);
}
static const struct placing placing = { .place = own_place, .release = heap_release };
static const struct strategy strategy = { .sentence = "a box", .placing = &placing };
