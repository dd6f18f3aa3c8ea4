/* SPDX-License-Identifier: MIT */
/* Defines malloc and its relatives, which count and fail as allocations.h describes. The counters are atomic, because libraries
 * may start threads.
 *
 * The build chooses how the functions take the place of the C library's. A plain build defines them under their own names, so
 * that the dynamic linker finds these first; glibc's allocator does the work. This counts the C library's own calls, too. With
 * COUNT_BY_WRAPPING the linker's --wrap redirects the calls of this program and its static libraries; a sanitizer's allocator
 * does the work. */
#define _GNU_SOURCE 1 /* dlvsym */
#include "bench/measure/allocations.h"
#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include "bench/measure/watched_heap.h"
#include "coro/block_chunk.h"
#include "coro/polled.h"

#ifdef COUNT_BY_WRAPPING
#define CALL(name) __wrap_##name
#define REAL(name) __real_##name
#define REAL_MEMALIGN memalign          /* not wrapped: nothing here calls it */
#define REAL_VERSION NULL
#define USABLE_SIZE_IN RTLD_DEFAULT
void *__real_aligned_alloc(size_t, size_t);
#else
#define CALL(name) name
#define REAL(name) __libc_##name
#define REAL_MEMALIGN __libc_memalign
#define __libc_aligned_alloc __libc_memalign
#define USABLE_SIZE_IN RTLD_NEXT        /* the function of this name here asks it */
#ifdef __aarch64__
#define REAL_VERSION "GLIBC_2.17"
#else
#define REAL_VERSION "GLIBC_2.2.5"
#endif
void *__libc_memalign(size_t, size_t);
#endif
void *CALL(malloc)(size_t);
void CALL(free)(void *);
void *REAL(malloc)(size_t);
void *REAL(calloc)(size_t, size_t);
void *REAL(realloc)(void *, size_t);
void REAL(free)(void *);

static atomic_uint_fast64_t allocations, allocated_bytes, until_failure;
static atomic_int_fast64_t live, live_bytes, peak_bytes, bytes_before;
static atomic_bool has_failed, fails_later;
static struct loaded_allocator loaded;      /* its own functions, once it is counted */

struct count count_now(void) { return (struct count){ allocations, allocated_bytes, live, live_bytes }; }

struct count count_since(struct count then)
{
    struct count now = count_now();
    return (struct count){ now.allocations - then.allocations, now.allocated_bytes - then.allocated_bytes, now.live - then.live,
                           now.live_bytes - then.live_bytes };
}

void count_begin_peak(void) { peak_bytes = bytes_before = live_bytes; }

int64_t count_peak_bytes(void) { return peak_bytes - bytes_before; }

/* Another thread may have raised the peak further meanwhile. */
static void raise_peak(int64_t bytes)
{
    int_fast64_t seen = atomic_load_explicit(&peak_bytes, memory_order_relaxed);
    while (bytes > seen)
        if (atomic_compare_exchange_weak_explicit(&peak_bytes, &seen, bytes, memory_order_relaxed, memory_order_relaxed))
            return;
}

void count_fail_nth(uint64_t n)
{
    has_failed = fails_later = false;
    until_failure = n;
}

void count_fail_from(uint64_t n)
{
    count_fail_nth(n);
    fails_later = true;
}

bool count_has_failed(void) { return has_failed; }

/* An allocation calls it first, and fails if it is true. */
static bool must_fail(void)
{
    if (until_failure == 0 || atomic_fetch_sub(&until_failure, 1) != 1)
        return false;
    if (fails_later)
        until_failure = 1;
    has_failed = true;
    errno = ENOMEM;
    return true;
}

/* `taken`: as the allocator rounds the bytes. */
static void *took_as(void *memory, size_t bytes, int64_t taken)
{
    if (memory == NULL)
        return NULL;
    atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&allocated_bytes, bytes, memory_order_relaxed);
    atomic_fetch_add_explicit(&live, 1, memory_order_relaxed);
    raise_peak(atomic_fetch_add_explicit(&live_bytes, taken, memory_order_relaxed) + taken);
    return memory;
}

static void gave_as(int64_t taken)
{
    atomic_fetch_sub_explicit(&live, 1, memory_order_relaxed);
    atomic_fetch_sub_explicit(&live_bytes, taken, memory_order_relaxed);
}

/* glibc's own function; a search for its version passes over preloaded libraries. NULL where glibc is not looked for. */
static void *find_real(const char *name) { return REAL_VERSION ? dlvsym(RTLD_DEFAULT, name, REAL_VERSION) : NULL; }

/* Is constant while a block lives, so what is added and what is subtracted agree. A preloaded allocator always replaces
 * malloc_usable_size, which crashes on blocks of another allocator. Some (tcmalloc, mimalloc) replace __libc_malloc as well,
 * others (jemalloc) leave it glibc's. The first call comes before any thread starts; an allocation in the search itself finds
 * the plain name. */
static int64_t usable_bytes(void *memory)
{
    static size_t (*usable)(void *);
    if (usable == NULL) {
        *(void **)&usable = dlsym(USABLE_SIZE_IN, "malloc_usable_size");
        void *real = find_real("malloc_usable_size"), *(*real_malloc)(size_t);
        *(void **)&real_malloc = find_real("__libc_malloc");
        if (real && real_malloc == REAL(malloc))
            *(void **)&usable = real;
    }
    return (int64_t)usable(memory);
}

static size_t block_bytes(void *memory)
{
    size_t watched_bytes = watched_heap_bytes(memory);
    return watched_bytes != SIZE_MAX ? watched_bytes : (size_t)usable_bytes(memory);
}

static void *took(void *memory, size_t bytes) { return memory ? took_as(memory, bytes, (int64_t)block_bytes(memory)) : NULL; }
static void gave(void *memory) { gave_as((int64_t)block_bytes(memory)); }

void *unwatched_alloc(size_t align, size_t bytes) { return REAL_MEMALIGN(align, bytes); }
void unwatched_free(void *memory) { REAL(free)(memory); }

/* Memory from the allocator, watched if the call is. */
static void *take(size_t align, size_t bytes)
{
    void *memory = watched_heap_take(align, bytes);
    if (memory)
        return memory;
    return align > CORO_MAX_ALIGN ? REAL_MEMALIGN(align, bytes) : REAL(malloc)(bytes);
}

void *CALL(malloc)(size_t bytes) { return must_fail() ? NULL : took(take(CORO_MAX_ALIGN, bytes), bytes); }

/* The largest memory that is watched and cleared here. The allocator gets larger memory clear from the system. */
enum { CLEARED_BYTES = 1 << 20 };

void *CALL(calloc)(size_t count, size_t bytes)
{
    if (must_fail())
        return NULL;
    size_t all_bytes;
    bool is_large = __builtin_mul_overflow(count, bytes, &all_bytes) || all_bytes > CLEARED_BYTES;
    void *watched = is_large ? NULL : watched_heap_take(CORO_MAX_ALIGN, all_bytes);
    return took(watched ? memset(watched, 0, all_bytes) : REAL(calloc)(count, bytes), count * bytes);
}

void *CALL(aligned_alloc)(size_t align, size_t bytes) { return must_fail() ? NULL : took(take(align, bytes), bytes); }

int CALL(posix_memalign)(void **out, size_t align, size_t bytes)
{
    void *memory = must_fail() ? NULL : took(take(align, bytes), bytes);
    if (memory == NULL)
        return ENOMEM;
    *out = memory;
    return 0;
}

/* A watched block moves, as any block may. */
static void *move_watched(void *old, size_t old_bytes, size_t bytes)
{
    void *memory = CALL(malloc)(bytes);
    if (memory == NULL)
        return NULL;
    memcpy(memory, old, old_bytes < bytes ? old_bytes : bytes);
    CALL(free)(old);
    return memory;
}

void *CALL(realloc)(void *old, size_t bytes)
{
    if (old == NULL)
        return CALL(malloc)(bytes);
    size_t watched_bytes = watched_heap_bytes(old);
    if (watched_bytes != SIZE_MAX)
        return move_watched(old, watched_bytes, bytes);
    if (bytes > 0 && must_fail())
        return NULL;
    gave(old);
    void *memory = took(REAL(realloc)(old, bytes), bytes);
    if (memory == NULL && bytes > 0)
        (void)took(old, 0);     /* the old block is still allocated */
    return memory;
}

void CALL(free)(void *memory)
{
    if (memory == NULL)
        return;
    gave(memory);
    if (!watched_heap_free(memory))
        REAL(free)(memory);
}

#ifndef COUNT_BY_WRAPPING
size_t malloc_usable_size(void *memory) { return memory ? block_bytes(memory) : 0; }
#endif

/* Pages of the runtime's free lists. They are no blocks that a row could leak: the lists are the thread's. */
static bool takes_page(size_t bytes)
{
    if (must_fail())
        return false;
    atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&allocated_bytes, bytes, memory_order_relaxed);
    raise_peak(atomic_fetch_add_explicit(&live_bytes, (int64_t)bytes, memory_order_relaxed) + (int64_t)bytes);
    return true;
}
static void gives_page(size_t bytes) { atomic_fetch_sub_explicit(&live_bytes, (int64_t)bytes, memory_order_relaxed); }

static __attribute__((constructor)) void count_pages(void)
{
    static const struct coro_block_watcher watcher = { takes_page, gives_page };
    coro_block_watcher = &watcher;
}

static void *took_loaded(void *memory, size_t bytes)
{
    watched_heap_note(memory, bytes);
    return memory ? took_as(memory, bytes, (int64_t)loaded.usable_bytes(memory)) : NULL;
}

static void *loaded_malloc(size_t bytes) { return must_fail() ? NULL : took_loaded(loaded.malloc(bytes), bytes); }

static void *loaded_aligned_alloc(size_t align, size_t bytes)
{
    return must_fail() ? NULL : took_loaded(loaded.aligned_alloc(align, bytes), bytes);
}

static void loaded_free(void *memory)
{
    if (memory) {
        watched_heap_forget(memory);
        gave_as((int64_t)loaded.usable_bytes(memory));
    }
    loaded.free(memory);
}

void count_loaded_allocator(struct loaded_allocator *allocator)
{
    if (allocator->malloc == loaded_malloc)
        return;
    loaded = *allocator;
    allocator->malloc = loaded_malloc;
    allocator->aligned_alloc = loaded_aligned_alloc;
    allocator->free = loaded_free;
}
