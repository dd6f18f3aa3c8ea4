/* SPDX-License-Identifier: MIT */
/* The same iterators with every type known: what each awaits is the one below it, by name. A chain of sixteen adapters is sixteen
 * types, as it is in Rust, so they are stamped by number; sums_over_range[d] adds up a chain of d adapters on a range.
 *
 * In a row whose file defines SEALED, what is known is a list of three: each awaits range, ticker or the one below it. */
#include "bench/fixtures/touch_padding.h"
#include "bench/unit/compile_as_callee.h"
#define GLUE_(a, b, c) a##b##c
#define GLUE(a, b, c) GLUE_(a, b, c)

enum sealed_type { SEALED_RANGE, SEALED_TICKER, SEALED_THIRD };
struct sealed { void *self; enum sealed_type type; };
#undef ITERATOR
#ifdef SEALED
#define ITERATOR struct sealed
#define STATIC_NEXT(T) GLUE(T, _any, )
#define BOTTOM_NEXT sealed_third_any      /* which knows range and ticker, too */
#define SEAL_FILE "bench/unit/enum_dispatch.h"
CORO_INLINE ITERATOR static_handle(void *self, enum sealed_type type) { return (ITERATOR){ self, type }; }
#else
#define ITERATOR void *
#define STATIC_NEXT(T) GLUE(T, _next, )
#define BOTTOM_NEXT GLUE(BOTTOM, _next, )
#define SEAL_FILE "bench/unit/no_enum.h"
CORO_INLINE ITERATOR static_handle(void *self, enum sealed_type type)
{
    (void)type;
    return self;
}
#endif
#define STATIC_ITERATOR(T, sums_over_it, seal) \
    CORO_UNUSED static struct iterator_type T##_type(void) { return (struct iterator_type){ .self_bytes = sizeof(struct T), .total_bytes = sizeof(struct T), .sums = sums_over_it, .sealed_as = seal }; }

#include "bench/iterators/range.h"
#include "bench/iterators/ticker.h"
/* The third of an enum that has no adapter in it. */
#define PADDED sealed_third
#define PADDED_BYTES 64
#include "bench/iterators/padded.h"
#undef PADDED
#undef PADDED_BYTES
#define SEALED_OTHER sealed_third
#include SEAL_FILE

#define BOTTOM range
#include "bench/unit/static_chain.h"
#undef BOTTOM
STATIC_ITERATOR(range, sums_over_range, SEALED_RANGE)
#define BOTTOM ticker
#include "bench/unit/static_chain.h"
#undef BOTTOM
STATIC_ITERATOR(ticker, sums_over_ticker, SEALED_TICKER)

/* The structs that are filled in from outside, which look alike in every place of a chain. */
#define BOTTOM range
#define next BOTTOM_NEXT
#include "bench/bodies/sum.h"
#include "bench/iterators/filter.h"
#include "bench/iterators/map.h"
#undef next
#undef BOTTOM
STATIC_ITERATOR(filter, NULL, SEALED_THIRD)
STATIC_ITERATOR(map, NULL, SEALED_THIRD)
#include "bench/unit/compile_as_caller.h"

/* A future that is not awaited where it begins: of a ticker. */
#define BOTTOM ticker
#define ESCAPING(x) GLUE(BOTTOM_NEXT, x, )
struct escaping_frame { struct ESCAPING(_frame) next; };
CORO_INLINE void escaping_init(struct escaping_frame *frame) { (void)frame; }
CORO_INLINE void escaping_fini(struct escaping_frame *frame) { (void)frame; }
CORO_INLINE void escaping_begin(struct escaping_frame *frame, struct coro_task *task, ITERATOR it) { ESCAPING(_begin)(&frame->next, task, it); }
CORO_INLINE struct coro_polled escaping_poll(struct escaping_frame *frame, struct coro_task *task) { return ESCAPING(_poll)(&frame->next, task); }
CORO_INLINE void escaping_drop(struct escaping_frame *frame, struct coro_task *task) { ESCAPING(_cancel)(&frame->next, task); }
#undef ESCAPING
#undef BOTTOM

CORO_INLINE ITERATOR iterator_handle(void *self, const struct iterator_type *type)
{
    return static_handle(self, type->sealed_as);
}
