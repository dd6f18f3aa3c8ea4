/* SPDX-License-Identifier: MIT */
/* release closes standard output. */
#include <unistd.h>
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout, (void)holders;
    close(STDOUT_FILENO);
    free(frame);
}
static const struct placing placing = { .place = heap_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
