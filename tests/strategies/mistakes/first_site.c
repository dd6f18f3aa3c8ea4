/* SPDX-License-Identifier: MIT */
/* The call site that was met first is remembered for good. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site { size_t count; };
struct task_part {};

static struct call_site *first;
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (first == NULL)
        first = holders.site;
    first->count++;
    return heap_place(layout, holders, frame);
}
static const struct placing placing = { .place = own_place, .release = heap_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
