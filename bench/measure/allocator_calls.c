/* SPDX-License-Identifier: MIT */
/* malloc and its relatives, which count and fail as bench/measure/allocations.h says. The build chooses how they take the place
 * of the C library's. A plain build defines them under their own names, so that the dynamic linker finds these first; glibc's
 * allocator does the work. With COUNT_BY_WRAPPING the linker's --wrap redirects the calls of this program and its static
 * libraries to them; a sanitizer's allocator does the work. */
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include "bench/measure/allocations.h"

#ifdef COUNT_BY_WRAPPING
#define CALL(name) __wrap_##name
#define REAL(name) __real_##name
#define REAL_MEMALIGN memalign          /* not wrapped: nothing here calls it */
void *__real_aligned_alloc(size_t, size_t);
#else
#define CALL(name) name
#define REAL(name) __libc_##name
#define REAL_MEMALIGN __libc_memalign
#define __libc_aligned_alloc __libc_memalign
void *__libc_memalign(size_t, size_t);
#endif
void *REAL(malloc)(size_t);
void *REAL(calloc)(size_t, size_t);
void *REAL(realloc)(void *, size_t);
void REAL(free)(void *);

void *CALL(malloc)(size_t bytes) { return count_must_fail() ? count_refused() : count_booked(REAL(malloc)(bytes), bytes); }

void *CALL(calloc)(size_t count, size_t bytes)
{
    return count_must_fail() ? count_refused() : count_booked(REAL(calloc)(count, bytes), count * bytes);
}

void *CALL(aligned_alloc)(size_t align, size_t bytes)
{
    return count_must_fail() ? count_refused() : count_booked(REAL(aligned_alloc)(align, bytes), bytes);
}

int CALL(posix_memalign)(void **out, size_t align, size_t bytes)
{
    void *memory = count_must_fail() ? NULL : count_booked(REAL_MEMALIGN(align, bytes), bytes);
    if (memory == NULL)
        return ENOMEM;
    *out = memory;
    return 0;
}

void *CALL(realloc)(void *old, size_t bytes)
{
    if (old == NULL)
        return CALL(malloc)(bytes);
    if (bytes > 0 && count_must_fail())
        return count_refused();
    count_gave(old);
    void *memory = REAL(realloc)(old, bytes);
    if (memory)
        count_took(memory, bytes);
    else if (bytes > 0)
        count_took(old, 0);     /* the old block is still allocated */
    return memory;
}

void CALL(free)(void *memory)
{
    if (memory)
        count_gave(memory);
    REAL(free)(memory);
}
