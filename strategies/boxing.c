/* SPDX-License-Identifier: MIT */
/* Part 9's BoxingAsyncIterator makes a dyn iterator usable where a static one is expected. Code above the wrapper is generic and
 * keeps frames inline. The wrapper awaits the dyn next() and boxes its frame. So a sized callee costs no allocation under any
 * number of adapters; an unsized one costs one allocation. */
#define KNOWS_ADAPTERS 1
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct claim claims[] = {
    { 0, "implement a wrapper type that encapsulates the boxing", "part 9", PROBE_allocates_per_item, ANSWER_YES },
    { 0, "would place its contents on the stack iff T: Sized", "discussion of part 8", PROBE_allocates_per_item, ANSWER_NO,
      .under = "sized", .of = "static_dispatch",
      .otherwise = { .under = "not sized", .probe = PROBE_allocates_per_item, .says = ANSWER_YES } },
    /* 16 sized adapters over one dyn next(). A penalty for the sized ones would be boxes, and box makes 17: a quarter of its time
     * is room for the one at the bottom, and for 16 calls. */
    { 0, "no performance penalty for sized cases", "discussion of part 8", PROBE_time_against, ANSWER_NO, .against = "box",
      .ratio = 0.25, .on = "depth/16" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 31,
    .is_variant = true,
    .sentence = "generic code over a wrapper that boxes a dyn next()",
    .placing = &heap_placing,
    .claims = claims,
    .allocations = one_allocation,
};
