/* SPDX-License-Identifier: MIT */
/* The counters of allocations.h. They are atomic, because libraries may start threads, and never allocate. */
#include "bench/measure/allocations.h"
#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>

static atomic_uint_fast64_t allocations, allocated_bytes, until_failure;
static atomic_int_fast64_t live, live_bytes, peak_bytes, bytes_before;
static atomic_bool has_failed;

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
    has_failed = false;
    until_failure = n;
}

bool count_has_failed(void) { return has_failed; }

bool count_must_fail(void)
{
    if (until_failure == 0 || atomic_fetch_sub(&until_failure, 1) != 1)
        return false;
    has_failed = true;
    return true;
}

/* malloc_usable_size is constant while a block lives, so what is added and what is subtracted agree. */
void count_took(void *memory, size_t bytes)
{
    atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&allocated_bytes, bytes, memory_order_relaxed);
    atomic_fetch_add_explicit(&live, 1, memory_order_relaxed);
    int64_t taken = (int64_t)malloc_usable_size(memory);
    raise_peak(atomic_fetch_add_explicit(&live_bytes, taken, memory_order_relaxed) + taken);
}

void count_gave(void *memory)
{
    atomic_fetch_sub_explicit(&live, 1, memory_order_relaxed);
    atomic_fetch_sub_explicit(&live_bytes, (int64_t)malloc_usable_size(memory), memory_order_relaxed);
}

void *count_booked(void *memory, size_t bytes)
{
    if (memory)
        count_took(memory, bytes);
    return memory;
}

void *count_refused(void)
{
    errno = ENOMEM;
    return NULL;
}
