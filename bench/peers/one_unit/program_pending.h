/* SPDX-License-Identifier: MIT */
/* `pending/8`: one type of iterator, which waits before every eighth item. */
#include "bench/iterators/ticker.h"
DYN_ITERATOR(ticker)

PROGRAM_LINKAGE uint64_t with_iterator(uint64_t items, use_iterator *use)
{
    struct ticker ticker = { 0, items, .wait_every = 8, .until_wait = 7 };
    return use((struct coro_dyn_iterator){ &ticker, &ticker_vtable });
}
