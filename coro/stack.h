/* SPDX-License-Identifier: MIT */
/* Stacks for coroutines, and the providers that allocate them. A provider hands out stacks of one size per source; each
 * stackful row chooses a provider, and the executor's tasks carry a source. */
#ifndef CORO_STACK_H
#define CORO_STACK_H
#include "coro/base/stack_area.h"
#include "coro/status.h"
CORO_C_BEGIN

struct coro_stack_source;       /* an open provider; belongs to one thread at a time */

struct coro_stack_provider {
    const char *name;           /* "guarded, pooled" */
    /* Opens a source of stacks of `stack_bytes` each. Returns CORO_ERR_INVALID for a size outside the provider's range, and
     * CORO_ERR_NO_MEMORY. */
    enum coro_status (*open)(size_t stack_bytes, struct coro_stack_source **);
    /* Allocates a stack of exactly stack_bytes, contents undefined; or returns CORO_ERR_NO_MEMORY. */
    enum coro_status (*acquire)(struct coro_stack_source *, struct coro_stack *);
    /* Takes a stack back. Aborts for a stack that the source has not handed out or has taken back before. Where the library was
     * built without CORO_CHECKS, coro_segment_stacks and coro_pooled_side_stacks do not see that, nor does coro_pooled_stacks see
     * that a stack lacks its low end. With CORO_CHECKS, coro_copied_stacks also aborts for the stack of a suspended coroutine. */
    void (*release)(struct coro_stack_source *, struct coro_stack);
    /* Returns how many stacks came from the system so far, as opposed to the provider's free list. NULL: none ever does, since
     * all lie in static memory. */
    size_t (*fresh_count)(const struct coro_stack_source *);
    /* Aborts unless every stack has been released. NULL is allowed and does nothing. */
    void (*close)(struct coro_stack_source *);
    /* Gives the memory of released stacks back to the system; their addresses stay reserved. No source does so by itself. */
    void (*trim)(struct coro_stack_source *);
};

/* The smallest guard of a pooled stack. The C library moves the stack pointer in steps and never probes the pages between. The
 * guard is larger than its steps of a constant size: 33,312 bytes at most (vfwprintf of glibc 2.36). Steps that grow with an
 * argument reach 64 KiB, and can jump over the guard. printf of glibc takes four bytes for each digit of a precision, so a
 * floating-point number with 9,000 to 16,380 digits needs 100 KiB of stack. Other functions may do so for strings of many KiB.
 *
 * On aarch64 gcc's -fstack-clash-protection takes every guard for 64 KiB, and does not probe within smaller frames; glibc gives
 * threads such guards, too. clang 14 has no such protection for aarch64 and ignores the option: there a frame of 64 KiB or more
 * can jump over the guard. */
#ifdef __aarch64__
enum { CORO_STACK_GUARD_BYTES = 64 << 10 };
#else
enum { CORO_STACK_GUARD_BYTES = 36 << 10 };
#endif

/* Guarded stacks, reserved in chunks and reused last in, first out. Their tops are staggered over cache sets. Sizes from 4 KiB to
 * 1 GiB, multiples of 16. Memory that a stack has touched stays with the pool until trim() or close(). A step of the stack
 * pointer below CORO_STACK_GUARD_BYTES cannot jump over the guard. Compile code that runs on them with
 * -fstack-clash-protection, which takes larger steps page by page. */
extern const struct coro_stack_provider coro_pooled_stacks;
/* The same for memory that is used from its base upwards, such as a side stack's (coro/side_stack.h): its top is not touched. */
extern const struct coro_stack_provider coro_pooled_side_stacks;
/* Small first segments from malloc, without a guard, for code that calls through coro/segment.h. Sizes from half a KiB above
 * CORO_SEGMENT_SLACK_BYTES to 1 GiB, multiples of 16. */
extern const struct coro_stack_provider coro_segment_stacks;
/* Small blocks from malloc for coroutines whose frames are copied to and from one shared stack. Only for code that defines
 * CORO_COPIES_FRAMES (coro/coroutine/frames_copied.h). Sizes from a little over CORO_MIN_STACK_BYTES to 1 GiB, multiples of
 * 16. */
extern const struct coro_stack_provider coro_copied_stacks;
/* Small first segments, pooled, for code whose stacks the compiler splits; libgcc maps the further segments. Only for code
 * built with corolab_split (coro/split.h). open() returns CORO_ERR_UNSUPPORTED where stacks cannot be split. Sizes from 5 KiB
 * to 1 GiB, multiples of 16. */
extern const struct coro_stack_provider coro_split_stacks;

CORO_C_END
#endif
