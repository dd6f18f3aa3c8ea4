/* SPDX-License-Identifier: MIT */
/* Pages from the system for coro/block_chunk.h. They do not come from the heap: how much that returns depends on which of its
 * blocks lies at its top. A region is aligned to its size. Its first page describes it and its runs:
 *
 *     region                         region + RUN_BYTES
 *     | struct region | 15 pages     | 16 pages, or one run | … 14 more |
 *
 * All functions need the lock of block_page.c. */
#ifndef CORO_ALLOC_BLOCK_REGION_H
#define CORO_ALLOC_BLOCK_REGION_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/attributes.h"

enum { REGION_BYTES = 1 << 20, RUN_BYTES = 1 << 16, RUNS = REGION_BYTES / RUN_BYTES };
struct region;

/* Returns the memory of a page, or of a run of RUN_BYTES, with any contents; NULL when the system has no memory. */
CORO_MUST_USE char *coro_region_take(bool is_run);
/* Gives it back. Some pages stay resident for the next caller; more are purged together. */
void coro_region_give(char *memory, bool is_run);
/* Purges all pages that are not in use. */
void coro_region_purge(void);
/* False for memory of another owner. */
bool coro_region_has(const void *at);

enum { RUN_HEADER_BYTES = 64 };
/* Returns RUN_HEADER_BYTES that describe the run which has this memory. */
CORO_INLINE void *region_run_header(const void *at)
{
    uintptr_t in_region = (uintptr_t)at % REGION_BYTES;
    return (char *)at - in_region + in_region / RUN_BYTES * RUN_HEADER_BYTES;
}

#endif
