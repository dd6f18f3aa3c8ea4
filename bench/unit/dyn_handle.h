/* SPDX-License-Identifier: MIT */
/* Defines handles to iterators behind dyn, and the template by which workloads add their own types of them. Two families have
 * such iterators and share this file: bench/unit/dyn_iterators.h and bench/unit/boxing_iterators.h. */
#include "strategies/escaping_future.h"
#define NEXT_OF(T) next
#define RANGE_NEXT next
#define TICKER_NEXT next

CORO_INLINE ITERATOR iterator_handle(void *self, const struct iterator_type *type)
{
    ITERATOR it = { self, type->vtable };
    CORO_OPAQUE(it.vtable);         /* a real virtual call, also where one unit could see through it */
    return it;
}
/* The same type of iterator at another place, and an iterator for callers that know only next(self). */
CORO_INLINE ITERATOR handle_moved_to(ITERATOR it, void *self) { return (ITERATOR){ self, it.vtable }; }
CORO_INLINE struct coro_dyn_iterator handle_to_dyn(ITERATOR it) { return it; }
