/* SPDX-License-Identifier: MIT */
/* The frame is built on the stack, and moved with a word too many. */
#include <string.h>
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static void move_in(const struct coro_async_fn *fn, void *frame, void *self)
{
    char built[(1 << 16) + 64] __attribute__((aligned(64)));
    fn->start(built, self);
    __asm__ volatile("" : : "r"(built) : "memory");
    memcpy(frame, built, fn->layout.bytes + 8);
}
static const struct placing placing = { .place = heap_place, .release = heap_release, .start = move_in };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
