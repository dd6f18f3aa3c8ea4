/* SPDX-License-Identifier: MIT */
/* place returns the number of its attempts. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = NULL;
    return (enum coro_status)(1000 + layout.bytes % 2);
}
static const struct placing placing = { .place = own_place };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
