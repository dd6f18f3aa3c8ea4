/* SPDX-License-Identifier: MIT */
/* An allocator that a strategy loads beside the C library's malloc. The strategy calls it through these pointers alone, so that
 * a program that counts allocations, or makes them fail, can put functions of its own in between (bench/measure/allocations.h).
 * Programs that time leave them alone. */
#ifndef STRATEGIES_LOADED_ALLOCATOR_H
#define STRATEGIES_LOADED_ALLOCATOR_H
#include <stddef.h>

/* All NULL until the strategy's refusal() has loaded the library. */
struct loaded_allocator {
    void *(*alloc)(size_t bytes, size_t align);     /* NULL when memory is out */
    void (*release)(void *);
    size_t (*usable_bytes)(const void *);           /* of a block, as the allocator rounds them */
};

#endif
