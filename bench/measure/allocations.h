/* SPDX-License-Identifier: MIT */
/* Counts every allocation of the process, and makes one of them fail on purpose. For executables that do not time: even idle it
 * costs instructions. Two files do the counting, and the build links one of them: count_interpose.c, which sees the C library's
 * own calls as well, or count_wrap.c for builds whose sanitizer owns malloc. Any thread may ask. */
#ifndef BENCH_MEASURE_ALLOCATIONS_H
#define BENCH_MEASURE_ALLOCATIONS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct count {
    uint64_t allocations;       /* calls that returned memory: malloc, calloc, realloc, aligned_alloc, posix_memalign */
    uint64_t allocated_bytes;   /* as asked for */
    int64_t live;               /* blocks that were not freed yet; where the C library's own allocations are not seen, freeing
                                 * one of them counts all the same */
    int64_t live_bytes;         /* of those, as the allocator has rounded them */
};

/* Since the process began. */
struct count count_now(void);
/* From now on, the most bytes alive at once are looked for. */
void count_begin_peak(void);
/* The most bytes that were alive at once since then, more than were when it began; as the allocator has rounded them. */
int64_t count_peak_bytes(void);
/* What happened since `then`; live may be negative. */
struct count count_since(struct count then);

/* Makes the n-th allocation from now fail, and only that one; 1 is the next. 0: none. */
void count_fail_nth(uint64_t n);
/* Has it failed? */
bool count_has_failed(void);

/* For the two files that count. An allocation asks first: true when it has to fail. */
bool count_must_fail(void);
void count_took(void *memory, size_t bytes);
void count_gave(void *memory);
/* The memory of an allocation that went through: counted, unless it is NULL. */
void *count_booked(void *memory, size_t bytes);
/* What an allocation returns that has to fail: NULL, with errno. */
void *count_refused(void);

#endif
