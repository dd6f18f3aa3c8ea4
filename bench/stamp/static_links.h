/* SPDX-License-Identifier: MIT */
/* The same iterators with every type known: what each awaits is the one below it, by name. A chain of sixteen adapters is sixteen
 * types, as it is in Rust, so they are stamped by number; sums_over_range[d] adds up a chain of d adapters on a range. */
#include "bench/stamp/callee.h"
#undef ITERATOR
#define ITERATOR void *
#define GLUE_(a, b, c) a##b##c
#define GLUE(a, b, c) GLUE_(a, b, c)
#define STATIC_ITERATOR(T, sums_over_it) \
    static struct iterator_type T##_type(void) { return (struct iterator_type){ .self_bytes = sizeof(struct T), .total_bytes = sizeof(struct T), .sums = sums_over_it }; }

#include "bench/iterators/range.h"
#define BOTTOM range
#include "bench/stamp/static_chain.h"
#undef BOTTOM
STATIC_ITERATOR(range, sums_over_range)

#include "bench/iterators/ticker.h"
#define BOTTOM ticker
#include "bench/stamp/static_chain.h"
#undef BOTTOM
STATIC_ITERATOR(ticker, sums_over_ticker)

/* The structs that are filled in from outside, which look alike in every place of a chain. */
#define next range_next
#include "bench/bodies/sum.h"
#include "bench/iterators/filter.h"
#include "bench/iterators/map.h"
#undef next
STATIC_ITERATOR(filter, NULL)
STATIC_ITERATOR(map, NULL)
#include "bench/stamp/caller.h"

CORO_INLINE ITERATOR iterator_handle(void *self, const struct iterator_type *type)
{
    (void)type;
    return self;
}
