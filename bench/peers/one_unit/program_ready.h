/* SPDX-License-Identifier: MIT */
/* `ready`: one type of iterator, which never waits. */
#include "bench/iterators/range.h"
DYN_ITERATOR(range)

PROGRAM_LINKAGE uint64_t with_iterator(uint64_t items, use_iterator *use)
{
    struct range range = { 0, items };
    return use((struct coro_dyn_iterator){ &range, &range_vtable });
}
