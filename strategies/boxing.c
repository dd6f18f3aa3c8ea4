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
    { 0, "you'll have to write some awkward wrapper types", "part 9", PROBE_none, ANSWER_YES,
      "awkward is a judgement: the wrapper is bench/iterators/boxed_adapter.h, one body of one line" },
    { 0, "implement a wrapper type that encapsulates the boxing", "part 9", PROBE_allocates_per_item, ANSWER_YES },
    { 0, "would place its contents on the stack iff T: Sized", "discussion of part 8", PROBE_adds_to_call_site, ANSWER_NO },
    { 0, "no performance penalty for sized cases", "discussion of part 8", PROBE_time_against, ANSWER_NO, .against = "box",
      .on = "depth/16", .ratio = 1 },
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
