/* SPDX-License-Identifier: MIT */
/* Stacks for coroutines, and where they come from. A provider hands out stacks of one size; a row of the table chooses one. */
#ifndef CORO_STACK_H
#define CORO_STACK_H
#include <stddef.h>
#include "coro/status.h"

/* Grows down from base + bytes. base is 16-byte aligned. */
struct coro_stack { char *base; size_t bytes; };

struct coro_stack_source;       /* one provider at work; belongs to one thread at a time */

struct coro_stack_provider {
    const char *name;           /* "guarded, pooled" */
    /* A source of stacks of `stack_bytes` each. CORO_ERR_INVALID for a size that it cannot make. */
    enum coro_status (*open)(size_t stack_bytes, struct coro_stack_source **);
    /* A stack of exactly stack_bytes, contents undefined; CORO_ERR_NO_MEMORY when there is none. */
    enum coro_status (*acquire)(struct coro_stack_source *, struct coro_stack *);
    void (*release)(struct coro_stack_source *, struct coro_stack);
    /* How many stacks were taken from the system (not from the provider's own free list) so far. */
    size_t (*fresh_count)(const struct coro_stack_source *);
    /* Every stack must have been released; aborts otherwise. NULL is allowed and does nothing. */
    void (*close)(struct coro_stack_source *);
};

/* Reserved in chunks, a guard page under each stack, free stacks reused last in first out, tops staggered over cache sets. Sizes
 * from 4 KiB to 1 GiB, multiples of 16. The memory that a stack has touched stays with the pool until it is closed. Code that runs
 * on them should be compiled with -fstack-clash-protection, or a frame larger than a page jumps over the guard. */
extern const struct coro_stack_provider coro_pooled_stacks;
/* Small first segments from malloc, for code that checks before it calls (coro/segment.h). No guard. Sizes from half a KiB above
 * CORO_SEGMENT_SLACK_BYTES to 1 GiB, multiples of 16. */
extern const struct coro_stack_provider coro_segment_stacks;
/* Small blocks from malloc for coroutines whose frames are copied to and from one stack that they share (coro/coroutine/frames_copied.h):
 * for code that defines CORO_COPIES_FRAMES, and no other. Sizes from a little over CORO_MIN_STACK_BYTES to 1 GiB, multiples of 16. */
extern const struct coro_stack_provider coro_copied_stacks;
/* Small first segments, pooled, for code that the compiler splits (coro/coroutine/frames_split.h): built with corolab_split, and no other.
 * libgcc maps the further ones. CORO_ERR_UNSUPPORTED where stacks cannot be split. Sizes from 5 KiB to 1 GiB, multiples of 16. */
extern const struct coro_stack_provider coro_split_stacks;

#endif
