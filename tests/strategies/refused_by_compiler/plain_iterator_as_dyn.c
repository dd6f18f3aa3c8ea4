/* SPDX-License-Identifier: MIT */
/* refused: cannot become a dyn one without an adapter.*consider boxing them
 *
 * "If you were to compile the example code we've been using thus far, you'd get an error: the type `AI` cannot be converted to a
 * `dyn AsyncIterator` without an adapter [...] consider introducing the `Boxing` adapter" (part 8). With it, it compiles. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};
static const struct strategy strategy = { .sentence = "one heap allocation per next()", .placing = &heap_placing };

#include "strategies/callee_side.h"
#include "strategies/caller_side.h"
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/range.h"
static const struct sum_bodies dyn_sums[1];
DYN_ITERATOR(range)

static struct coro_dyn_iterator range_boxed(struct range *it) { return (struct coro_dyn_iterator){ it, &range_vtable }; }

/* Compiled without knowledge of its callers. */
void use_dyn(struct coro_dyn_iterator);
#define use_dyn(it) use_dyn(CORO_DYN(it))

#if MODEL == ASYNC_STACKFUL
#define MADE_DYN(it) range_boxed(it)
#else
#define MADE_DYN(it) (it)
#endif

void make_dyn(struct range *it) { use_dyn(MADE_DYN(it)); (void)range_boxed; }
