/* SPDX-License-Identifier: MIT */
/* release ends the process without the C library. */
#include <unistd.h>
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)frame, (void)layout, (void)holders;
    _exit(0);
}
static const struct placing placing = { .place = heap_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
