/* SPDX-License-Identifier: MIT */
/* malloc and its relatives, defined here, so that the dynamic linker finds these before the C library's; the real work is done
 * by glibc's allocator under its other names. */
#include <errno.h>
#include <stdlib.h>
#include "bench/measure/allocations.h"

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void __libc_free(void *);

void *malloc(size_t bytes) { return count_must_fail() ? count_refused() : count_booked(__libc_malloc(bytes), bytes); }
void *calloc(size_t count, size_t bytes) { return count_must_fail() ? count_refused() : count_booked(__libc_calloc(count, bytes), count * bytes); }
void *aligned_alloc(size_t align, size_t bytes) { return count_must_fail() ? count_refused() : count_booked(__libc_memalign(align, bytes), bytes); }

int posix_memalign(void **out, size_t align, size_t bytes)
{
    void *memory = aligned_alloc(align, bytes);
    if (memory == NULL)
        return ENOMEM;
    *out = memory;
    return 0;
}

void *realloc(void *old, size_t bytes)
{
    if (old == NULL)
        return malloc(bytes);
    if (bytes > 0 && count_must_fail())
        return count_refused();
    count_gave(old);
    void *memory = __libc_realloc(old, bytes);
    if (memory)
        count_took(memory, bytes);
    else if (bytes > 0)
        count_took(old, 0);     /* it is still there */
    return memory;
}

void free(void *memory)
{
    if (memory)
        count_gave(memory);
    __libc_free(memory);
}
