/* SPDX-License-Identifier: MIT */
/* Part 9's BoxingAsyncIterator makes a dyn iterator usable where a static one is expected. Code above the wrapper is generic and
 * keeps frames inline. The wrapper awaits the dyn next() and boxes its frame. So a sized callee costs no allocation under any
 * number of adapters; an unsized one costs one allocation. As in part 9, the wrapper borrows the iterator: it is the two words of
 * a `&mut dyn AsyncIterator`, made at the call site for every item (bench/unit/boxing_iterators.h).
 *
 * The other direction, `use_dyn(Boxing::new(&mut ai))`, is row `box`. The user's guide passes it as a `&mut dyn` argument, so it
 * is the address of `ai` beside a vtable whose next() boxes. Nothing lies between them, and the adapter has no state. */
#define KNOWS_ADAPTERS 1
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = {
    .order = 31,
    .is_variant = true,
    .sentence = "generic code over a wrapper that boxes a dyn next()",
    .placing = &heap_placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "the heap" },
    .allocations = one_allocation,
};
