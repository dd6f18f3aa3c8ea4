/* SPDX-License-Identifier: MIT */
/* The cache of one box beside the iterator, for the rows that fill it with and without an atomic exchange. */
#include "strategies/strategy.h"

struct adapter { void *box; };      /* NULL while a future has it, and before the first */
struct call_site {};
struct task_part {};

static void cache_fini(struct adapter *adapter, const struct coro_async_fn *fn, struct coro_task *task)
{
    (void)fn, (void)task;
    free(adapter->box);
}
