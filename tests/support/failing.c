/* SPDX-License-Identifier: MIT */
/* Owns the countdowns to failure. The test program is linked with --wrap (add_topic's FAILING), so its calls come here. */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include "tests/support/failing.h"
#include "tests/support/pages.h"

_Thread_local struct failing failing;

/* The linker's --wrap names: __real_ is the definition, __wrap_ replaces its uses. */
void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void __real_free(void *);
void *__real_mmap(void *, size_t, int, int, int, off_t);
int __real_madvise(void *, size_t, int);
int __real_mprotect(void *, size_t, int);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);
void __wrap_free(void *);
void *__wrap_mmap(void *, size_t, int, int, int, off_t);
int __wrap_madvise(void *, size_t, int);
int __wrap_mprotect(void *, size_t, int);

/* Counts down to 1, which is failure, and stays there; 0 is left alone. */
static bool is_due(size_t *until_failure)
{
    if (*until_failure != 1) {
        *until_failure -= *until_failure > 1;
        return false;
    }
    errno = ENOMEM;
    return true;
}

void *__wrap_malloc(size_t bytes)
{
    if (is_due(&failing.allocations_until_failure))
        return NULL;
    failing.allocation_count++;
    return __real_malloc(bytes);
}

void *__wrap_calloc(size_t count, size_t bytes)
{
    if (is_due(&failing.allocations_until_failure))
        return NULL;
    failing.allocation_count++;
    return __real_calloc(count, bytes);
}

void *__wrap_realloc(void *old, size_t bytes)
{
    if (is_due(&failing.allocations_until_failure))
        return NULL;
    failing.allocation_count += old == NULL;
    return __real_realloc(old, bytes);
}

void __wrap_free(void *old)
{
    failing.free_count += old != NULL;
    __real_free(old);
}

void *__wrap_mmap(void *at, size_t bytes, int protection, int flags, int file, off_t offset)
{
    if (is_due(&failing.maps_until_failure))
        return MAP_FAILED;
    failing.map_count++;
    return __real_mmap(at, bytes, protection, flags, file, offset);
}

int __wrap_madvise(void *at, size_t bytes, int advice)
{
    enum { GUARD_INSTALL = 102 };
    if (advice == GUARD_INSTALL && failing.is_guard_unknown) {
        errno = EINVAL;
        return -1;
    }
    /* As the kernel does: qemu rounds to 4 KiB, whatever the size of a page is. */
    if ((uintptr_t)at % page_bytes() != 0) {
        errno = EINVAL;
        return -1;
    }
    return __real_madvise(at, (bytes + page_bytes() - 1) / page_bytes() * page_bytes(), advice);
}

int __wrap_mprotect(void *at, size_t bytes, int protection)
{
    return is_due(&failing.protections_until_failure) ? -1 : __real_mprotect(at, bytes, protection);
}
