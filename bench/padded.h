/* SPDX-License-Identifier: MIT */
/* The work of the iterators of the workload `frame`: every byte of the frame's padding is written and read. */
#ifndef CORO_BENCH_PADDED_H
#define CORO_BENCH_PADDED_H
#include <stddef.h>
#include <stdint.h>

/* Fills `count` bytes, a multiple of 8, with the word and adds the words up again. Compiled once and out of line, so that it takes
 * the same instructions in every row, and per byte at every size: a compiler's choice of memset does neither. */
uint64_t padded_touch(void *bytes, size_t count, uint64_t word);

#endif
