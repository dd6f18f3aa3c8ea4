/* SPDX-License-Identifier: MIT */
/* release sends a signal to its process. */
#include <signal.h>
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout, (void)holders;
    raise(SIGTERM);
    free(frame);
}
static const struct placing placing = { .place = heap_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
