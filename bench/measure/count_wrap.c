/* SPDX-License-Identifier: MIT */
/* malloc and its relatives as the linker's --wrap redirects them: calls from this program and the static libraries in it, not the
 * C library's own. A sanitizer's allocator stays underneath. */
#include <errno.h>
#include <stdlib.h>
#include "bench/measure/allocations.h"

/* What the linker makes of a name's definition and of its uses. */
void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__real_aligned_alloc(size_t, size_t);
int __real_posix_memalign(void **, size_t, size_t);
void __real_free(void *);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);
void *__wrap_aligned_alloc(size_t, size_t);
int __wrap_posix_memalign(void **, size_t, size_t);
void __wrap_free(void *);

void *__wrap_malloc(size_t bytes) { return count_must_fail() ? count_refused() : count_booked(__real_malloc(bytes), bytes); }

void *__wrap_calloc(size_t count, size_t bytes)
{
    return count_must_fail() ? count_refused() : count_booked(__real_calloc(count, bytes), count * bytes);
}

void *__wrap_aligned_alloc(size_t align, size_t bytes)
{
    return count_must_fail() ? count_refused() : count_booked(__real_aligned_alloc(align, bytes), bytes);
}

int __wrap_posix_memalign(void **out, size_t align, size_t bytes)
{
    int failed = count_must_fail() ? ENOMEM : __real_posix_memalign(out, align, bytes);
    if (!failed)
        count_took(*out, bytes);
    return failed;
}

void *__wrap_realloc(void *old, size_t bytes)
{
    if (old == NULL)
        return __wrap_malloc(bytes);
    if (bytes > 0 && count_must_fail())
        return count_refused();
    count_gave(old);
    void *memory = __real_realloc(old, bytes);
    if (memory)
        count_took(memory, bytes);
    else if (bytes > 0)
        count_took(old, 0);     /* it is still there */
    return memory;
}

void __wrap_free(void *memory)
{
    if (memory)
        count_gave(memory);
    __real_free(memory);
}
