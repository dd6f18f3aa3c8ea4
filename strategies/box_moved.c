/* SPDX-License-Identifier: MIT */
/* Builds the frame on the callee's stack and then moves it into a box. `Box::new(temp)` does so when the optimiser cannot build
 * in the box (part 9). Beside `box`, which builds in place, it shows what in-place construction saves: one copy of the
 * frame. */
#include <string.h>
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

/* The frame has not been polled, so nothing points into it yet. Opaque, or the compiler would see that it may build in place. */
CORO_INLINE void move_in(const struct coro_async_fn *fn, void *frame, void *self)
{
    char room[fn->layout.bytes + fn->layout.align] __attribute__((aligned(CORO_MAX_ALIGN)));
    void *temp = fn->layout.align > CORO_MAX_ALIGN ? coro_align_up(room, fn->layout.align) : room;
    fn->start(temp, self);
    __asm__ volatile("" : "+r"(temp) : : "memory");
    memcpy(frame, temp, fn->layout.bytes);
}
static const struct placing placing = { .place = heap_place, .start = move_in, .release = heap_release };

static const struct claim claims[] = {
    /* rustc -O, of Box::new(array) and of a box that is written in place. */
    { 0, "it is not trivial to optimize away the temporary", "part 9", PROBE_time_against, ANSWER_YES,
      "the optimiser removes an array of zeros, and not one that a function returned", .under = "of an array of zeros",
      .of = "peer:temporary/rustc/zeros", .against = "peer:temporary/rustc/zeros_in_place", .ratio = 1.2, .on = "frame/1016",
      .otherwise = { .under = "of an array that a function returns", .probe = PROBE_time_against, .says = ANSWER_YES,
                     .of = "peer:temporary/rustc/made", .against = "peer:temporary/rustc/made_in_place", .ratio = 1.2,
                     .on = "frame/1016" } },
    { 0 }
};
static const struct strategy strategy = {
    .order = 36,
    .is_variant = true,
    .sentence = "a box, built on the stack and moved in",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "the heap" },
    .claims = claims,
    .allocations = one_allocation,
};
