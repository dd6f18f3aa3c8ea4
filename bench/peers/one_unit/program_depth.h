/* SPDX-License-Identifier: MIT */
/* `depth/4`: four adapters of two types, each a dyn iterator over a dyn iterator. */
#include "bench/iterators/range.h"
DYN_ITERATOR(range)
#include "bench/iterators/filter.h"
DYN_ITERATOR(filter)
#include "bench/iterators/map.h"
DYN_ITERATOR(map)

PROGRAM_LINKAGE uint64_t with_iterator(uint64_t items, use_iterator *use)
{
    struct range range = { 0, items };
    struct filter first = { { &range, &range_vtable }, UINT64_MAX };
    struct map second = { { &first, &filter_vtable }, 1 };
    struct filter third = { { &second, &map_vtable }, UINT64_MAX };
    struct map fourth = { { &third, &filter_vtable }, 1 };
    return use((struct coro_dyn_iterator){ &fourth, &map_vtable }) - 2 * items;
}
