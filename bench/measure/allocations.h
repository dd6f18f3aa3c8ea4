/* SPDX-License-Identifier: MIT */
/* Counts every allocation of the process, and makes some of them fail on request. corolab_count and its probes use it. Programs
 * that time do not: even an idle count costs instructions. Any thread may ask. */
#ifndef BENCH_MEASURE_ALLOCATIONS_H
#define BENCH_MEASURE_ALLOCATIONS_H
#include <stdbool.h>
#include <stdint.h>
#include "strategies/loaded_allocator.h"

struct count {
    uint64_t allocations;       /* calls that returned memory: malloc, calloc, realloc, aligned_alloc, posix_memalign */
    uint64_t allocated_bytes;   /* as requested */
    int64_t live;               /* blocks not freed yet; where the C library's own allocations are not counted, their frees
                                 * are, so it may be too low */
    int64_t live_bytes;         /* of those blocks, as the allocator rounds them */
};

/* Returns the counts since the process began. */
struct count count_now(void);
/* Starts a search for the largest number of live bytes. */
void count_begin_peak(void);
/* Returns how far the live bytes have risen above their number at the start; as the allocator rounds them. */
int64_t count_peak_bytes(void);
/* Returns the counts since `then`; live may be negative. */
struct count count_since(struct count then);

/* Makes the n-th allocation from now fail, and only that one; 1 is the next, 0 means none. */
void count_fail_nth(uint64_t n);
/* Makes the n-th allocation from now fail, and all that follow it, until the next call of either. */
void count_fail_from(uint64_t n);
/* True once one has failed. */
bool count_has_failed(void);

/* Counts, from now on, an allocator beside malloc, too: puts functions between its loaded pointers and their callers. Doing so
 * again changes nothing. A process can count one such allocator; none of its blocks may exist before. */
void count_loaded_allocator(struct loaded_allocator *);

#endif
