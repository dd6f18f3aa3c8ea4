/* SPDX-License-Identifier: MIT */
/* `two_types`: the program chooses one of two types at run time. */
#include "bench/iterators/range.h"
DYN_ITERATOR(range)
#include "bench/iterators/countdown.h"
DYN_ITERATOR(countdown)

PROGRAM_LINKAGE uint64_t with_iterator(uint64_t items, use_iterator *use)
{
    struct range up = { 0, items };
    struct countdown down = { 0, items };
    struct coro_dyn_iterator chosen = { &up, &range_vtable };
    if (items % 2)
        chosen = (struct coro_dyn_iterator){ &down, &countdown_vtable };
    return use(chosen);
}
