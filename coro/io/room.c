/* SPDX-License-Identifier: MIT */
/* The room of coro/io/room.h: descriptors are opened and closed again before libuv opens its own, and a spare block of memory
 * stands in for an allocation of libuv that fails. libuv grows its table with realloc; the spare block is as large as the largest
 * table that it asks for, so it can grow in place. */
#include "coro/io/room.h"
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

/* A first loop of libuv 1.44 opens six descriptors, later versions eight. */
enum { PIPES_OF_A_LOOP = 4 };

static _Thread_local struct { void *block; size_t bytes; bool is_lent; } spare;

static void *lend_spare(void *old, size_t bytes)
{
    if (spare.block == NULL || spare.is_lent || bytes > spare.bytes)
        return NULL;
    if (old != NULL) {
        size_t old_bytes = malloc_usable_size(old);
        memcpy(spare.block, old, old_bytes < bytes ? old_bytes : bytes);
        free(old);
    }
    spare.is_lent = true;
    return spare.block;
}

/* libuv's realloc. Its blocks are malloc's, so that it may be set while libuv holds memory. */
static void *reallocate(void *old, size_t bytes)
{
    if (spare.is_lent && old == spare.block && bytes > 0 && bytes <= spare.bytes)
        return old;
    void *block = realloc(old, bytes);
    return block != NULL || bytes == 0 ? block : lend_spare(old, bytes);
}

static void set_allocator(void) { uv_replace_allocator(malloc, reallocate, calloc, free); }

/* libuv rounds the count of entries, with two more, up to a power of two. */
enum coro_status coro_io_room_take(int descriptor)
{
    static pthread_once_t is_set = PTHREAD_ONCE_INIT;
    size_t bytes = 2 * ((size_t)descriptor + 3) * sizeof(void *);
    void *block = malloc(bytes);
    if (block == NULL)
        return CORO_ERR_NO_MEMORY;
    pthread_once(&is_set, set_allocator);
    spare.block = block;
    spare.bytes = bytes;
    spare.is_lent = false;
    return CORO_OK;
}

/* Returns the highest descriptor that a loop will open, or -1 when too few are free. */
static int find_descriptors(void)
{
    int ends[PIPES_OF_A_LOOP][2], count = 0, highest = -1;
    while (count < PIPES_OF_A_LOOP && pipe2(ends[count], O_CLOEXEC) == 0)
        count++;
    bool has_room = count == PIPES_OF_A_LOOP;
    while (count-- > 0)
        for (int i = 0; i < 2; i++) {
            highest = ends[count][i] > highest ? ends[count][i] : highest;
            close(ends[count][i]);
        }
    return has_room ? highest : -1;
}

enum coro_status coro_io_room_take_for_loop(void)
{
    int highest = find_descriptors();
    return highest < 0 ? CORO_ERR_IO : coro_io_room_take(highest);
}

void coro_io_room_give_back(void)
{
    if (!spare.is_lent)
        free(spare.block);
    spare.block = NULL;
    spare.is_lent = false;
}
