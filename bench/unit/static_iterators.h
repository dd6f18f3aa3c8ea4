/* SPDX-License-Identifier: MIT */
/* The iterators of rows with PROTOCOL_STATIC: each awaits the iterator below it by name. A chain of sixteen adapters is sixteen
 * types, as in Rust, so they are stamped by number. sums_over_range[d] adds up a chain of d adapters on a range.
 * bench/unit/row_iterators.h selects this file.
 *
 * In a row with SEALED a list of three types is known: each caller awaits range, ticker or the type below it. */
#include "bench/fixtures/touch_padding.h"
#include "bench/unit/compile_as_callee.h"

enum sealed_type { SEALED_RANGE, SEALED_TICKER, SEALED_THIRD };
struct sealed { void *self; enum sealed_type type; };
#undef ITERATOR
#if SEALED
#define ITERATOR struct sealed
#define STATIC_NEXT(T) GLUE(T, _any, )
#define RANGE_NEXT sealed_third_any     /* its enum lists range and ticker */
#define TICKER_NEXT sealed_third_any
CORO_INLINE ITERATOR static_handle(void *self, enum sealed_type type) { return (ITERATOR){ self, type }; }
#else
#define ITERATOR void *
#define STATIC_NEXT(T) GLUE(T, _next, )
#define RANGE_NEXT range_next
#define TICKER_NEXT ticker_next
CORO_INLINE ITERATOR static_handle(void *self, enum sealed_type type)
{
    (void)type;
    return self;
}
#endif
#define NEXT_OF(T) STATIC_NEXT(T)
#define KNOWN_TYPE(T, sums_of_it, seal) KNOWN_TYPE_(T, sums_of_it, seal)
#define KNOWN_TYPE_(T, sums_of_it, seal) \
    static const struct iterator_type T##_type = { .self_bytes = sizeof(struct T), .sums = sums_of_it, .sealed_as = seal };

#include "bench/iterators/range.h"
#include "bench/iterators/ticker.h"
/* The third type of an enum without an adapter. */
#define PADDED sealed_third
#define PADDED_BYTES 64
#include "bench/iterators/padded.h"
#undef PADDED
#undef PADDED_BYTES
#define KNOWN sealed_third
#include "bench/unit/known_next.h"

#define CHAIN range
#define CHAIN_NEXT RANGE_NEXT
#include "bench/unit/static_chain.h"
KNOWN_TYPE(range, sums_over_range, SEALED_RANGE)
#define CHAIN ticker
#define CHAIN_NEXT TICKER_NEXT
#include "bench/unit/static_chain.h"
KNOWN_TYPE(ticker, sums_over_ticker, SEALED_TICKER)

/* The types that a fixture fills in: an adapter has the same members at every depth of a chain. */
#define next RANGE_NEXT
#include "bench/bodies/sum.h"
#include "bench/iterators/filter.h"
#include "bench/iterators/map.h"
#undef next
KNOWN_TYPE(filter, NULL, SEALED_THIRD)
KNOWN_TYPE(map, NULL, SEALED_THIRD)
#include "bench/unit/compile_as_caller.h"

/* A future of a ticker that is not awaited where it begins. */
#define FORWARDER escaping
#define FORWARDED TICKER_NEXT
#define FORWARDED_ARGUMENT it
#define FORWARDER_MEMBERS
#include "bench/unit/forwarding.h"

CORO_INLINE ITERATOR iterator_handle(void *self, const struct iterator_type *type)
{
    return static_handle(self, type->sealed_as);
}
/* As in bench/unit/dyn_handle.h; only a ticker is moved, and no iterator is behind dyn. */
CORO_INLINE ITERATOR handle_moved_to(ITERATOR it, void *self)
{
    (void)it;
    return static_handle(self, SEALED_TICKER);
}
CORO_INLINE struct coro_dyn_iterator handle_to_dyn(ITERATOR it)
{
    (void)it;
    return (struct coro_dyn_iterator){ NULL, NULL };
}
