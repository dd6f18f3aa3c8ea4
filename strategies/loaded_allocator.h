/* SPDX-License-Identifier: MIT */
/* An allocator that a strategy loads beside the C library's malloc. The strategy calls it through these pointers alone, so that
 * a program that counts allocations, or makes them fail, can put functions of its own in between (bench/measure/allocations.h).
 * Programs that time leave them alone. */
#ifndef STRATEGIES_LOADED_ALLOCATOR_H
#define STRATEGIES_LOADED_ALLOCATOR_H
#include <stddef.h>

/* All NULL until the strategy's refusal() has loaded the library. Each does as the C library's function of its name. */
struct loaded_allocator {
    void *(*malloc)(size_t bytes);
    void *(*aligned_alloc)(size_t align, size_t bytes);
    void (*free)(void *);
    size_t (*usable_bytes)(void *);     /* malloc_usable_size: of a block, as the allocator rounds them */
};

#endif
