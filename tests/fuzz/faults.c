/* SPDX-License-Identifier: MIT */
/* Owns the failures (faults.h), and counts the live blocks of each thread, which a program must have freed at its end. */
#include "tests/fuzz/faults.h"
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include "tests/fuzz/choice.h"

_Thread_local struct faults faults;

/* The linker's --wrap names: __real_ is the definition, __wrap_ replaces its uses. */
void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__real_aligned_alloc(size_t, size_t);
int __real_posix_memalign(void **, size_t, size_t);
void __real_free(void *);
void *__real_mmap(void *, size_t, int, int, int, off_t);
int __real_madvise(void *, size_t, int);
int __real_mprotect(void *, size_t, int);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);
void *__wrap_aligned_alloc(size_t, size_t);
int __wrap_posix_memalign(void **, size_t, size_t);
void __wrap_free(void *);
void *__wrap_mmap(void *, size_t, int, int, int, off_t);
int __wrap_madvise(void *, size_t, int);
int __wrap_mprotect(void *, size_t, int);

static bool is_due(void)
{
    if (faults.one_in == 0 || faults.pause_count > 0 || !one_in(faults.one_in))
        return false;
    faults.count++;
    errno = ENOMEM;
    return true;
}

static void *counted(void *block)
{
    faults.block_count += block != NULL;
    return block;
}

void *__wrap_malloc(size_t bytes) { return is_due() ? NULL : counted(__real_malloc(bytes)); }
void *__wrap_calloc(size_t count, size_t bytes) { return is_due() ? NULL : counted(__real_calloc(count, bytes)); }
void *__wrap_aligned_alloc(size_t align, size_t bytes) { return is_due() ? NULL : counted(__real_aligned_alloc(align, bytes)); }

void *__wrap_realloc(void *old, size_t bytes)
{
    if (is_due())
        return NULL;
    void *block = __real_realloc(old, bytes);
    faults.block_count += block != NULL && old == NULL;
    return block;
}

int __wrap_posix_memalign(void **block, size_t align, size_t bytes)
{
    int error = is_due() ? ENOMEM : __real_posix_memalign(block, align, bytes);
    faults.block_count += error == 0;
    return error;
}

void __wrap_free(void *block)
{
    faults.block_count -= block != NULL;
    __real_free(block);
}

void *__wrap_mmap(void *at, size_t bytes, int protection, int flags, int file, off_t offset)
{
    return is_due() ? MAP_FAILED : __real_mmap(at, bytes, protection, flags, file, offset);
}
int __wrap_madvise(void *at, size_t bytes, int advice) { return is_due() ? -1 : __real_madvise(at, bytes, advice); }
int __wrap_mprotect(void *at, size_t bytes, int protection) { return is_due() ? -1 : __real_mprotect(at, bytes, protection); }

void *harness_alloc(size_t align, size_t bytes)
{
    size_t least = align < 16 ? 16 : align;
    void *block = __real_aligned_alloc(least, (bytes + least - 1) / least * least);
    REQUIRE(block != NULL);
    return memset(block, 0, bytes);
}

void harness_free(void *block) { __real_free(block); }
