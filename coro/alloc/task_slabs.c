/* SPDX-License-Identifier: MIT */
/* The slow paths of coro/task_slabs.h: adding, leaving and freeing blocks, and frames that are not at the top. */
#define CORO_NOTICE_MEMORY 1        /* also for units that check beside a library that does not */
#include "coro/task_slabs.h"
#include <stdlib.h>
#include "coro/bug.h"

/* With the word that malloc adds, a block is 1 KiB. */
enum { BLOCK_BYTES = 1024 - CORO_MAX_ALIGN };
_Static_assert(sizeof(struct coro_task_block) % CORO_MAX_ALIGN == 0, "frames begin behind the block's record");

/* Forbids the memory only where push in the units hands it out again. */
static struct coro_side_stack empty_side(char *base, size_t bytes)
{
    if (CORO_CHECKS)
        coro_notice_forbid(base, bytes);
    return (struct coro_side_stack){ .top = base, .end = base + bytes, .base = base };
}

void coro_task_slabs_init(struct coro_task_slabs *slabs)
{
    slabs->side = empty_side(slabs->bytes, sizeof slabs->bytes);
    slabs->first = (struct coro_task_block){ .side = slabs->side };
    slabs->newest = &slabs->first;
}

static void unlink_block(struct coro_task_block *block)
{
    block->older->newer = block->newer;
    if (block->newer)
        block->newer->older = block->older;
}
static void link_behind(struct coro_task_block *older, struct coro_task_block *block)
{
    block->older = older;
    block->newer = older->newer;
    if (block->newer)
        block->newer->older = block;
    older->newer = block;
}
static void free_block(struct coro_task_block *block)
{
    unlink_block(block);
    free(block);
}

/* Another spare block has come, newer than the newest. Keeps it in place of the one before, unless it is larger than 1 KiB. */
static void keep_one_spare(struct coro_task_slabs *slabs)
{
    struct coro_task_block *spare = slabs->newest->newer;
    if (spare->side.end - (char *)spare > BLOCK_BYTES)
        free_block(spare);
    else if (spare->newer)
        free_block(spare->newer);
}

/* Closes the holes at the top, and goes back to the newest block that has a frame. */
static void settle(struct coro_task_slabs *slabs)
{
    coro_side_stack_close_holes(&slabs->side);
    while (slabs->side.top == slabs->side.base && slabs->newest != &slabs->first) {
        slabs->newest->side = slabs->side;
        slabs->newest = slabs->newest->older;
        slabs->side = slabs->newest->side;
        keep_one_spare(slabs);
    }
}

void coro_task_slabs_fini(struct coro_task_slabs *slabs)
{
    settle(slabs);
    if (slabs->side.top != slabs->bytes)
        coro_bug("a task's slabs end while a frame is on them");
    while (slabs->first.newer)
        free_block(slabs->first.newer);
    coro_notice_hand_out(slabs->bytes, sizeof slabs->bytes);
}

/* Returns the spare block if it has so much room, or else a new block, linked behind the newest; NULL when the heap is exhausted.
 * Frees a spare block that is too small. */
static struct coro_task_block *block_of_room(struct coro_task_slabs *slabs, size_t room)
{
    struct coro_task_block *block = slabs->newest->newer;
    if (block && (size_t)(block->side.end - block->side.base) >= room)
        return block;
    if (block)
        free_block(block);
    size_t bytes = sizeof *block + room > BLOCK_BYTES ? sizeof *block + room : BLOCK_BYTES;
    block = malloc(bytes);
    if (block == NULL)
        return NULL;
    block->side = empty_side((char *)(block + 1), bytes - sizeof *block);
    link_behind(slabs->newest, block);
    return block;
}

/* The memory skipped for an alignment is less than that alignment, so the new block has room. */
void *coro_task_slabs_push_slowly(struct coro_task_slabs *slabs, struct coro_layout layout)
{
    void *frame;
    if (!coro_layout_is_power_of_two(layout))
        coro_bug("a frame's alignment of %zu is no power of two", layout.align);
    if (!coro_layout_is_possible(layout))
        return NULL;
    settle(slabs);
    if (coro_side_stack_push(&slabs->side, layout, &frame) == CORO_OK)
        return frame;
    size_t skipped = layout.align > CORO_MAX_ALIGN ? layout.align - CORO_MAX_ALIGN : 0;
    struct coro_task_block *block = block_of_room(slabs, coro_side_stack_bytes(layout) + skipped);
    if (block == NULL)
        return NULL;
    slabs->newest->side = slabs->side;
    slabs->newest = block;
    slabs->side = block->side;
    return coro_side_stack_push(&slabs->side, layout, &frame) == CORO_OK ? frame : NULL;
}

static bool has(const struct coro_task_block *block, const void *frame)
{
    return (const char *)frame >= block->side.base && (const char *)frame < block->side.end;
}
/* Blocks before the newest. Futures that end in the order in which they began are found at the old end. */
static struct coro_task_block *older_block_of(struct coro_task_slabs *slabs, const void *frame)
{
    struct coro_task_block *low = &slabs->first;
    for (struct coro_task_block *high = slabs->newest->older; high != NULL; high = high->older, low = low->newer)
        if (has(high, frame))
            return high;
        else if (has(low, frame))
            return low;
    coro_bug("a frame is released to a task's slabs that do not have it");
}

void coro_task_slabs_check(struct coro_task_slabs *slabs, const char *from, const char *to)
{
    bool is_in_newest = has(slabs->newest, from);
    coro_side_stack_check(is_in_newest ? &slabs->side : &older_block_of(slabs, from)->side, from, to);
}

static void pop_from(struct coro_side_stack *side, char *frame, struct coro_layout layout)
{
    char *end = frame + coro_side_stack_bytes(layout);
    if (end == side->top)
        side->top = frame;
    else
        coro_side_stack_make_hole(side, frame, end);
    coro_side_stack_close_holes(side);
}

void coro_task_slabs_pop_slowly(struct coro_task_slabs *slabs, void *frame, struct coro_layout layout)
{
    settle(slabs);
    if (has(slabs->newest, frame)) {
        pop_from(&slabs->side, frame, layout);
        settle(slabs);
        return;
    }
    struct coro_task_block *block = older_block_of(slabs, frame);
    pop_from(&block->side, frame, layout);
    if (block->side.top == block->side.base && block != &slabs->first) {
        unlink_block(block);
        link_behind(slabs->newest, block);
        keep_one_spare(slabs);
    }
}
