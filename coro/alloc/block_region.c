/* SPDX-License-Identifier: MIT */
/* Defines block_region.h. A region with idle pages is listed before those without. */
#include "coro/alloc/block_region.h"
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>
#include "coro/notice.h"

enum { PAGE_BYTES = 4096, RUN_PAGES = RUN_BYTES / PAGE_BYTES, ALL_IDLE = (1 << RUN_PAGES) - 1 };
/* The C library leaves a third more at the top of its heap. Less returns more, and a program whose frames come and go by more
 * than this pays a fault for each page, as with the C library. */
enum { MOST_RESIDENT = 24 };

struct region {
    _Alignas(RUN_HEADER_BYTES) char run_headers[RUNS][RUN_HEADER_BYTES];        /* first: see region_run_header() */
    struct region *next, *previous;
    unsigned idle_count, resident_count;
    uint16_t idle[RUNS], resident[RUNS];            /* a bit for each page of a run: not in use; not in use, and not purged */
};
_Static_assert(PAGE_BYTES <= 4096, "the system's smallest page holds whole ones");
_Static_assert(sizeof(struct region) <= PAGE_BYTES && RUN_PAGES == 16, "a region describes itself in its first page");

static struct { struct region *first, *last; size_t resident_count; } all;

static struct region *region_of(const char *memory)
{
    return (struct region *)((uintptr_t)memory & ~(uintptr_t)(REGION_BYTES - 1));
}
static unsigned run_of(const char *memory) { return (unsigned)((uintptr_t)memory % REGION_BYTES / RUN_BYTES); }

static void leave(struct region *region)
{
    *(region->previous ? &region->previous->next : &all.first) = region->next;
    *(region->next ? &region->next->previous : &all.last) = region->previous;
}
static void enter_first(struct region *region)
{
    region->previous = NULL;
    region->next = all.first;
    *(all.first ? &all.first->previous : &all.last) = region;
    all.first = region;
}
static void enter_last(struct region *region)
{
    region->next = NULL;
    region->previous = all.last;
    *(all.last ? &all.last->next : &all.first) = region;
    all.last = region;
}

/* Maps twice as much, and unmaps what lies before and behind. */
static bool region_new(void)
{
    char *mapped = mmap(NULL, 2 * REGION_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
        return false;
    struct region *region = region_of(mapped + REGION_BYTES - 1);
    size_t before = (size_t)((char *)region - mapped);
    if (before > 0)
        munmap(mapped, before);
    munmap((char *)region + REGION_BYTES, REGION_BYTES - before);
    coro_notice_lend((struct coro_stack){ (char *)region, REGION_BYTES });
    region->idle_count = RUNS * RUN_PAGES - 1;
    for (unsigned run = 0; run < RUNS; run++)
        region->idle[run] = run == 0 ? ALL_IDLE - 1 : ALL_IDLE;
    enter_first(region);
    return true;
}

static void region_free(struct region *region)
{
    all.resident_count -= region->resident_count;
    leave(region);
    coro_notice_take_back((struct coro_stack){ (char *)region, REGION_BYTES });
    munmap(region, REGION_BYTES);
}

/* Returns the bits of a run to take; 0 if it has none. */
static unsigned bits_of(const struct region *region, unsigned run, bool is_run)
{
    unsigned idle = region->idle[run], resident = region->resident[run];
    if (is_run)
        return idle == ALL_IDLE ? ALL_IDLE : 0;
    unsigned from = resident ? resident : idle;
    return from & -from;
}

static char *take_bits(struct region *region, unsigned run, unsigned bits)
{
    unsigned resident_count = (unsigned)__builtin_popcount(region->resident[run] & bits);
    all.resident_count -= resident_count;
    region->resident_count -= resident_count;
    region->idle[run] &= (uint16_t)~bits;
    region->resident[run] &= (uint16_t)~bits;
    region->idle_count -= (unsigned)__builtin_popcount(bits);
    if (region->idle_count == 0) {
        leave(region);
        enter_last(region);
    }
    return (char *)region + run * RUN_BYTES + (unsigned)__builtin_ctz(bits) * PAGE_BYTES;
}

char *coro_region_take(bool is_run)
{
    for (int attempt = 0; attempt < 2; attempt++) {
        for (struct region *region = all.first; region != NULL && region->idle_count > 0; region = region->next)
            for (unsigned run = is_run; run < RUNS; run++)
                if (bits_of(region, run, is_run))
                    return take_bits(region, run, bits_of(region, run, is_run));
        if (attempt == 0 && !region_new())
            return NULL;
    }
    return NULL;
}

void coro_region_give(char *memory, bool is_run)
{
    struct region *region = region_of(memory);
    unsigned run = run_of(memory), page = (unsigned)((uintptr_t)memory % RUN_BYTES / PAGE_BYTES);
    unsigned bits = is_run ? ALL_IDLE : 1u << page, count = is_run ? RUN_PAGES : 1;
    leave(region);
    enter_first(region);
    region->idle[run] |= (uint16_t)bits;
    region->resident[run] |= (uint16_t)bits;
    region->idle_count += count;
    region->resident_count += count;
    all.resident_count += count;
    if (region->idle_count == RUNS * RUN_PAGES - 1 && region->next != NULL && region->next->idle_count > 0)
        region_free(region);
    if (all.resident_count > MOST_RESIDENT)
        coro_region_purge();
}

/* Returns the bits of a run to purge. The system's pages may hold several of these, and are purged where all of them are idle. */
static unsigned purgeable(const struct region *region, unsigned run, unsigned pages_each)
{
    unsigned idle = region->idle[run], resident = region->resident[run], whole = 0;
    for (unsigned first = 0; first < RUN_PAGES; first += pages_each) {
        unsigned bits = ((1u << pages_each) - 1) << first;
        if ((idle & bits) == bits && (resident & bits) != 0)
            whole |= bits;
    }
    return whole;
}

/* Purges pages that lie side by side in one call. */
static void purge(struct region *region)
{
    unsigned pages_each = (unsigned)sysconf(_SC_PAGESIZE) / PAGE_BYTES, whole = 0;      /* 1 on x86-64, up to 16 on aarch64 */
    char *from = NULL, *end = NULL;
    for (unsigned page = 0; page < RUNS * RUN_PAGES; page++) {
        if (page % RUN_PAGES == 0)
            whole = purgeable(region, page / RUN_PAGES, pages_each);
        if ((whole & 1u << page % RUN_PAGES) == 0)
            continue;
        char *at = (char *)region + page * PAGE_BYTES;
        if (at != end) {
            if (from != NULL)
                (void)!madvise(from, (size_t)(end - from), MADV_DONTNEED);
            from = at;
        }
        end = at + PAGE_BYTES;
    }
    if (from != NULL)
        (void)!madvise(from, (size_t)(end - from), MADV_DONTNEED);
    for (unsigned run = 0; run < RUNS; run++)
        region->resident[run] = 0;
    all.resident_count -= region->resident_count;
    region->resident_count = 0;
}

/* Regions that got pages last come first. */
void coro_region_purge(void)
{
    for (struct region *region = all.first; region != NULL && all.resident_count > 0; region = region->next)
        if (region->resident_count > 0)
            purge(region);
}

bool coro_region_has(const void *at)
{
    struct region *region = all.first;
    while (region != NULL && region != region_of(at))
        region = region->next;
    return region != NULL;
}
