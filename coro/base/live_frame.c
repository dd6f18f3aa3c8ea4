/* SPDX-License-Identifier: MIT */
/* Keeps the live frames in one table of the process, in the order of their addresses (coro/live_frame.h). A full table leaves
 * further frames out, and so misses mistakes; it never reports a false one. Frames of no bytes are left out, too. */
#include "coro/live_frame.h"
#include <pthread.h>
#include <string.h>
#include "coro/bug.h"

/* Insertion moves half of the table on average. */
enum { MOST = 1024 };
struct live { uintptr_t inverted; struct coro_layout layout; };     /* inverted, so that leak checkers see no pointer */
static struct live frames[MOST];
static size_t frame_count, left_out_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static uintptr_t begin_of(size_t index) { return ~frames[index].inverted; }
static uintptr_t end_of(size_t index) { return begin_of(index) + frames[index].layout.bytes; }

/* The first frame that ends behind `at`; frame_count when all end before it. */
static size_t find(uintptr_t at)
{
    size_t low = 0, high = frame_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (end_of(middle) <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_at(size_t index, uintptr_t at) { return index < frame_count && begin_of(index) == at; }
static bool shares(size_t index, uintptr_t at, size_t bytes) { return index < frame_count && begin_of(index) < at + bytes; }

static void insert(size_t index, uintptr_t at, struct coro_layout layout)
{
    if (frame_count == MOST) {
        left_out_count++;
        return;
    }
    memmove(&frames[index + 1], &frames[index], (frame_count - index) * sizeof *frames);
    frames[index] = (struct live){ ~at, layout };
    frame_count++;
}

static void take_out(size_t index)
{
    frame_count--;
    memmove(&frames[index], &frames[index + 1], (frame_count - index) * sizeof *frames);
}

static void refuse_overlap(const char *giver, uintptr_t at, size_t bytes, size_t index)
{
    uintptr_t from = at > begin_of(index) ? at : begin_of(index);
    uintptr_t to = at + bytes < end_of(index) ? at + bytes : end_of(index);
    size_t other_bytes = frames[index].layout.bytes;
    if (at == begin_of(index))
        coro_bug("%s gave a frame of %zu bytes the memory of a live frame of %zu bytes", giver, bytes, other_bytes);
    coro_bug("%s gave a frame of %zu bytes memory that overlaps a live frame of %zu bytes by %zu", giver, bytes, other_bytes,
             (size_t)(to - from));
}

void coro_live_frame_check(const char *giver, const void *at, struct coro_layout layout)
{
    uintptr_t address = (uintptr_t)at;
    if (layout.bytes > 0 && at == NULL)
        coro_bug("%s returned CORO_OK for a frame of %zu bytes and gave no memory", giver, layout.bytes);
    if (layout.bytes > 0 && address % layout.align != 0)
        coro_bug("%s gave a frame of %zu bytes an address that is a multiple of %zu and not of %zu, its alignment", giver,
                 layout.bytes, (size_t)(address & -address), layout.align);
}

void coro_live_frame_begins(const char *giver, const void *at, struct coro_layout layout)
{
    uintptr_t address = (uintptr_t)at;
    coro_live_frame_check(giver, at, layout);
    if (layout.bytes == 0)
        return;
    pthread_mutex_lock(&lock);
    size_t index = find(address);
    if (shares(index, address, layout.bytes))
        refuse_overlap(giver, address, layout.bytes, index);
    insert(index, address, layout);
    pthread_mutex_unlock(&lock);
}

void coro_live_frame_ends(const void *at, struct coro_layout layout)
{
    if (layout.bytes == 0)
        return;
    pthread_mutex_lock(&lock);
    size_t index = find((uintptr_t)at);
    bool is_live = is_at(index, (uintptr_t)at);
    if (!is_live && left_out_count == 0)
        coro_bug("release gets a frame of %zu bytes that is not live: it was released before, or never placed", layout.bytes);
    if (is_live && (frames[index].layout.bytes != layout.bytes || frames[index].layout.align != layout.align))
        coro_bug("release gets a frame of %zu bytes that was placed with %zu", layout.bytes, frames[index].layout.bytes);
    if (is_live)
        take_out(index);
    else
        left_out_count--;
    pthread_mutex_unlock(&lock);
}

const void *coro_live_frame_in(const void *at, size_t bytes, size_t *frame_bytes)
{
    pthread_mutex_lock(&lock);
    size_t index = find((uintptr_t)at);
    bool is_shared = shares(index, (uintptr_t)at, bytes);
    const void *frame = is_shared ? (const void *)begin_of(index) : NULL;
    if (is_shared)
        *frame_bytes = frames[index].layout.bytes;
    pthread_mutex_unlock(&lock);
    return frame;
}
