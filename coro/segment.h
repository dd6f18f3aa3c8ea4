/* SPDX-License-Identifier: MIT */
/* A call that goes on in a further piece of stack when the present one is too short, so that a coroutine can start small and
 * still call deep. Portable in the tools it runs under: no compiler flag, any segment size, any sanitizer.
 *
 * The caller says how many bytes of stack the callee needs; what it takes to suspend or to wake a task has to fit into the slack,
 * which every segment keeps free below:
 *
 *     coro->limit                           stack pointer                                 control block, or struct coro_segment
 *     | slack: half a KiB | room for checked frames  |  <---- frames, growing down        |
 *
 * A callee on a further segment runs as if on the caller's: it may suspend, be cancelled, call further. What only a debugger
 * sees, the frames that lead there, is written down in segment_x86_64.S. Compare gcc's -fsplit-stack, where the compiler does
 * the asking: gcc.gnu.org/wiki/SplitStacks. */
#ifndef CORO_SEGMENT_H
#define CORO_SEGMENT_H
#include "coro/coroutine.h"

/* How many times as large as optimised ones the frames of this code are. */
#ifdef __OPTIMIZE__
enum { CORO_SEGMENT_FRAMES_FACTOR = 1 };
#else
enum { CORO_SEGMENT_FRAMES_FACTOR = 3 };
#endif

enum {
    /* Half a KiB in a plain optimised build, and what that becomes in others. */
    CORO_SEGMENT_HALF_KIB = 512 * CORO_SEGMENT_FRAMES_FACTOR * CORO_NOTICE_STACK_FACTOR,
    /* What a callee may use beyond the bytes it asked for. */
    CORO_SEGMENT_SLACK_BYTES = CORO_SEGMENT_HALF_KIB,
    /* What it asks for besides its locals when it calls libc, or further callees: going on to a further segment, malloc included,
     * needs 0.6 KiB together with the slack. */
    CORO_SEGMENT_CALLS_BYTES = CORO_SEGMENT_HALF_KIB,
    /* A further segment as malloc sees it; larger where a callee needs more. */
    CORO_SEGMENT_BYTES = 3072 * CORO_SEGMENT_FRAMES_FACTOR + CORO_SEGMENT_CALLS_BYTES + CORO_SEGMENT_SLACK_BYTES,
    /* A first segment: control block, an fcontext, and a body that calls libc and callees which need no more than the slack. Any
     * other callee goes on to a further one. */
    CORO_SEGMENT_FIRST_BYTES = CORO_SEGMENT_HALF_KIB + CORO_SEGMENT_SLACK_BYTES,
    /* A callee that needs more is refused. */
    CORO_SEGMENT_MAX_NEED_BYTES = 1 << 30,
};

typedef struct coro_polled coro_segment_fn(struct coro_task *, void *self);

/* coro_segment_call where there is no room; the same for every context, since struct coro ends with the context. */
struct coro_polled coro_segment_call_further(struct coro *, size_t need_bytes, coro_segment_fn *, struct coro_task *, void *self);

#if defined(__x86_64__)
CORO_INLINE char *coro_stack_pointer(void)
{
    char *pointer;
    __asm__ volatile("movq %%rsp, %0" : "=r"(pointer));
    return pointer;
}
#else
/* Too high by the locals of the calling function: the slack has to hold those as well. */
CORO_INLINE char *coro_stack_pointer(void) { return __builtin_frame_address(0); }
#endif

/* fn(task, self), with at least need_bytes + CORO_SEGMENT_SLACK_BYTES of stack. `co` is the coroutine that runs (task->running)
 * and is on a stack or segment that co->limit bounds. CORO_FAILED with CORO_ERR_NO_MEMORY when there is no further segment to be
 * had (or need_bytes is beyond CORO_SEGMENT_MAX_NEED_BYTES), with CORO_ERR_UNSUPPORTED on a machine without the stub; fn has
 * not been called then. Where there is room it costs four instructions. */
CORO_INLINE struct coro_polled coro_segment_call(struct coro *co, size_t need_bytes, coro_segment_fn *fn, struct coro_task *task,
                                                 void *self)
{
    ptrdiff_t room = coro_stack_pointer() - co->limit;
    if (CORO_UNLIKELY(room < (ptrdiff_t)(need_bytes + CORO_SEGMENT_SLACK_BYTES)))
        return coro_segment_call_further(co, need_bytes, fn, task, self);
    CORO_OPAQUE(fn);        /* inlined, it would put its locals into this function's frame, and so before the check */
    return fn(task, self);
}

#endif
