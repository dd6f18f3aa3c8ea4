/* SPDX-License-Identifier: MIT */
/* Defines the result of polling an async function, and the type-erased async function itself. The executor, coroutines,
 * iterators and strategies all speak in these types.
 *
 * A result is two words and returns in two registers (rax and rdx in the System V ABI, x0 and x1 in AAPCS64). Returned through
 * memory, a tag stored as four bytes and loaded as eight would cost more than the call. */
#ifndef CORO_POLLED_H
#define CORO_POLLED_H
#include <stddef.h>
#include <stdint.h>
#include "coro/status.h"
CORO_C_BEGIN

#if __SIZEOF_POINTER__ != 8
#error "coro needs a machine with 64-bit pointers"
#endif

struct coro_task;

enum coro_tag {
    CORO_PENDING,       /* not ready: the task will be woken; the value is 0 */
    CORO_SOME,          /* the value is the item, or the result of a function that is no iterator */
    CORO_NONE,          /* the iterator has ended; the value is 0 */
    CORO_FAILED,        /* the value is an enum coro_status */
    CORO_CANCELLED,     /* only between a stackful await and its body's clean-up; a body never sees it */
};
struct coro_polled { uint64_t tag, value; };

CORO_INLINE struct coro_polled coro_pending(void) { return (struct coro_polled){ CORO_PENDING, 0 }; }
CORO_INLINE struct coro_polled coro_some(uint64_t value) { return (struct coro_polled){ CORO_SOME, value }; }
CORO_INLINE struct coro_polled coro_none(void) { return (struct coro_polled){ CORO_NONE, 0 }; }
CORO_INLINE struct coro_polled coro_failed(enum coro_status why) { return (struct coro_polled){ CORO_FAILED, (uint64_t)why }; }
CORO_INLINE struct coro_polled coro_cancelled(void) { return (struct coro_polled){ CORO_CANCELLED, 0 }; }

/* Size and alignment of a frame, in bytes. The alignment is a power of two. Allocators refuse bytes and alignments that no memory
 * has, and abort for an alignment that is no power of two where they look at it. */
struct coro_layout { size_t bytes, align; };

/* The alignment that malloc guarantees. Every place that a strategy has for frames provides at least this. */
enum { CORO_MAX_ALIGN = 16 };

/* An async function, compiled either as a state machine or for a coroutine's stack. The caller provides the frame's memory, of
 * `layout`, and leaves it alone from start() until drop() has returned. Every start() needs one drop(), also after the function
 * has finished; drop() cancels an unfinished one. A finished function must not be polled again. */
struct coro_async_fn {
    struct coro_layout layout;
    void (*start)(void *frame, void *arg);
    struct coro_polled (*poll)(void *frame, struct coro_task *);
    void (*drop)(void *frame, struct coro_task *);
};

/* Both round up to a multiple of `align`, a power of two. */
CORO_INLINE void *coro_align_up(void *at, size_t align)
{
    return (void *)(((uintptr_t)at + align - 1) & ~(uintptr_t)(align - 1));
}
CORO_INLINE size_t coro_round_up(size_t bytes, size_t align) { return (bytes + align - 1) & ~(align - 1); }

/* True for less than half the address space, aligned to at most a GiB, the largest page. No object has more, and rounding such
 * bytes up does not overflow. */
enum { CORO_LARGEST_ALIGN = 1 << 30 };
CORO_INLINE bool coro_layout_is_possible(struct coro_layout layout)
{
    return layout.bytes <= PTRDIFF_MAX - CORO_LARGEST_ALIGN && layout.align <= CORO_LARGEST_ALIGN;
}
CORO_INLINE bool coro_layout_is_power_of_two(struct coro_layout layout)
{
    return layout.align != 0 && (layout.align & (layout.align - 1)) == 0;
}

CORO_C_END
#endif
