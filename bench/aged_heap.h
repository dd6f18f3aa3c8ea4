/* SPDX-License-Identifier: MIT */
/* A heap that has been in use: after a million allocations and releases of mixed sizes, in an order that a seed decides, with some
 * ten thousand blocks still alive among the holes. */
#ifndef CORO_BENCH_AGED_HEAP_H
#define CORO_BENCH_AGED_HEAP_H
#include "coro/status.h"

struct aged_heap;
CORO_MUST_USE enum coro_status aged_heap_open(struct aged_heap **);
void aged_heap_close(struct aged_heap *);       /* NULL is allowed */

#endif
