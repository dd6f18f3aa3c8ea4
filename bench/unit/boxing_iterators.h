/* SPDX-License-Identifier: MIT */
/* Compiles generic code over one dyn iterator, for rows with KNOWS_ADAPTERS. Bodies and adapters know every type above a
 * wrapper; the wrapper's source is behind dyn. The chain is that of bench/unit/static_chain.h, and one chain serves every
 * source. bench/unit/row_iterators.h selects this file; without it the row `boxing` has no iterators. */
#define dyn_sums sums_over_wrapped
static const struct sum_bodies dyn_sums[MAX_STATIC_DEPTH + 1];
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/range.h"
DYN_ITERATOR(range)
#include "bench/iterators/ticker.h"
DYN_ITERATOR(ticker)
#include "bench/iterators/boxed_adapter.h"

/* The wrapper lies in the frame of its caller, and is made anew for every item, which costs its two words. */
CORO_INLINE struct boxing *wrap(struct boxing *wrapper, ITERATOR it)
{
    wrapper->inner = it;
    return wrapper;
}
#define FORWARDER wrapped
#define FORWARDED boxing_next
#define FORWARDED_ARGUMENT wrap(&frame->wrapper, it)
#define FORWARDER_MEMBERS struct boxing wrapper;
#include "bench/unit/forwarding.h"

#define STATIC_NEXT(T) GLUE(T, _known, )
#define CHAIN wrapped
#define CHAIN_NEXT wrapped
#include "bench/unit/static_chain.h"

/* The types that a fixture fills in: an adapter has the same members at every depth of a chain. */
#include "bench/bodies/sum.h"
#include "bench/iterators/filter.h"
#include "bench/iterators/map.h"
static const struct iterator_type filter_type = { .self_bytes = sizeof(struct filter) };
static const struct iterator_type map_type = { .self_bytes = sizeof(struct map) };
#include "bench/unit/compile_as_caller.h"
#include "bench/unit/dyn_handle.h"
