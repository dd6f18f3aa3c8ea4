/* SPDX-License-Identifier: MIT */
/* Calls that continue on a further segment of stack when the present one is too short. A coroutine can start small and still call
 * deep. Needs no compiler flag, and works with any segment size and any sanitizer. The row stackful_segmented is built on it;
 * compare gcc's -fsplit-stack, where the compiler inserts the check: gcc.gnu.org/wiki/SplitStacks.
 *
 * The caller names the bytes of stack that the callee needs. Suspending and waking a task must fit into the slack, which every
 * segment keeps free at its low end:
 *
 *     coro->limit                           stack pointer                                 control block, or struct coro_segment
 *     | slack: half a KiB | room for checked frames  |  <---- frames, growing down        |
 *
 * A callee on a further segment may suspend, be cancelled, and call further. An exception of C++ must be caught on the segment
 * that it was thrown on: where one leaves a further segment, the program aborts with a sentence. Debuggers find a callee's caller
 * through the unwind information in coro/coroutine/segment_<machine>.S. */
#ifndef CORO_SEGMENT_H
#define CORO_SEGMENT_H
#include "coro/coroutine.h"
CORO_C_BEGIN

/* The size of frames in this build, relative to an optimised one. */
#ifdef __OPTIMIZE__
enum { CORO_SEGMENT_FRAMES_FACTOR = 1 };
#else
enum { CORO_SEGMENT_FRAMES_FACTOR = 3 };
#endif

/* 1 on machines with a segment_<machine>.S. */
#if defined(__x86_64__) || defined(__aarch64__)
enum { CORO_SEGMENT_WORKS = 1 };
#else
enum { CORO_SEGMENT_WORKS = 0 };
#endif

/* For the C library and a signal's frame. The frames of glibc are 2 KB larger on aarch64. */
#ifdef __aarch64__
enum { CORO_SEGMENT_LIBC_KIB = 72 };
#else
enum { CORO_SEGMENT_LIBC_KIB = 68 };
#endif

enum {
    /* Half a KiB in a plain optimised build; more in others. */
    CORO_SEGMENT_HALF_KIB = 512 * CORO_SEGMENT_FRAMES_FACTOR * CORO_NOTICE_STACK_FACTOR,
    /* Stack that a callee may use beyond its need_bytes. */
    CORO_SEGMENT_SLACK_BYTES = CORO_SEGMENT_HALF_KIB,
    /* Part of need_bytes, besides its locals, for a callee that calls malloc, wakers or further callees. Moving to a further
     * segment, malloc included, needs 0.6 KiB together with the slack. */
    CORO_SEGMENT_CALLS_BYTES = CORO_SEGMENT_HALF_KIB,
    /* The same for a callee that calls the C library, and that takes a signal, whose frame is 3.5 KiB with AVX-512 and 4.5 KiB on
     * aarch64 (AMX's and those of long SVE vectors are larger: such programs need SA_ONSTACK). Of glibc 2.36, printf takes up to
     * 67 KB for any value with a precision up to 1,000, on an unbuffered stream of wide characters; strtold takes 18 KB, glob
     * 22 KB. Larger precisions, and functions that recurse with their input, may take more: printf 79 KB for "%.15000g", regexec
     * 103 KB for 150 nested groups. A body declares that: deep(bytes, next), coro/async.h. */
    CORO_SEGMENT_LIBC_BYTES = (CORO_SEGMENT_LIBC_KIB << 10) * (CORO_NOTICE_STACK_FACTOR > 1 ? 2 : 1) + CORO_SEGMENT_CALLS_BYTES,
    /* The size of a further segment; larger where a callee needs more. */
    CORO_SEGMENT_BYTES = 3072 * CORO_SEGMENT_FRAMES_FACTOR + CORO_SEGMENT_CALLS_BYTES + CORO_SEGMENT_SLACK_BYTES,
    /* The size of a first segment: the control block, an fcontext, and a body that calls little. Callees that need no more than
     * the slack run on it too; others continue on a further segment. */
    CORO_SEGMENT_FIRST_BYTES = CORO_SEGMENT_HALF_KIB + CORO_SEGMENT_SLACK_BYTES,
    /* The largest need_bytes; calls with more fail. */
    CORO_SEGMENT_MAX_NEED_BYTES = 1 << 30,
};

typedef struct coro_polled coro_segment_fn(struct coro_task *, void *self);

/* The slow path of coro_segment_call. Compiled once: struct coro has the same layout for every context. */
struct coro_polled coro_segment_call_further(struct coro *, size_t need_bytes, coro_segment_fn *, struct coro_task *, void *self);

#if defined(__x86_64__)
CORO_INLINE char *coro_stack_pointer(void)
{
    char *pointer;
    __asm__ volatile("movq %%rsp, %0" : "=r"(pointer));
    return pointer;
}
/* Returns the stack pointer less the slack, in one instruction. */
CORO_INLINE char *coro_segment_room_end(void)
{
    char *pointer;
    __asm__ volatile("leaq %c1(%%rsp), %0" : "=r"(pointer) : "i"(-(int)CORO_SEGMENT_SLACK_BYTES));
    return pointer;
}
#elif defined(__aarch64__)
CORO_INLINE char *coro_stack_pointer(void)
{
    char *pointer;
    __asm__ volatile("mov %0, sp" : "=r"(pointer));
    return pointer;
}
CORO_INLINE char *coro_segment_room_end(void) { return coro_stack_pointer() - CORO_SEGMENT_SLACK_BYTES; }
#else
/* Too high by the locals of the calling function; the slack holds those as well. */
CORO_INLINE char *coro_stack_pointer(void) { return (char *)__builtin_frame_address(0); }
CORO_INLINE char *coro_segment_room_end(void) { return coro_stack_pointer() - CORO_SEGMENT_SLACK_BYTES; }
#endif

/* Returns fn(task, self), called with at least need_bytes + CORO_SEGMENT_SLACK_BYTES of stack. `co` is the running coroutine
 * (task->running), and co->limit bounds its stack or segment. Fails with CORO_ERR_NO_MEMORY without memory for a segment, or for
 * need_bytes beyond CORO_SEGMENT_MAX_NEED_BYTES; with CORO_ERR_UNSUPPORTED on a machine without segment_<machine>.S, and where
 * frames are copied (coro/coroutine/frames_copied.h), since only those on the shared stack are. fn is then not called. A call
 * that stays on its segment costs four instructions more. */
CORO_INLINE struct coro_polled coro_segment_call(struct coro *co, size_t need_bytes, coro_segment_fn *fn, struct coro_task *task,
                                                 void *self)
{
    if (CORO_CHECKS)
        coro_care_expect_running(co, "calls on its stack");
    if (!CORO_FRAMES_STAY)
        return coro_failed(CORO_ERR_UNSUPPORTED);
    ptrdiff_t need = (ptrdiff_t)need_bytes, left = (ptrdiff_t)((size_t)(coro_segment_room_end() - co->limit) - need_bytes);
    if (CORO_UNLIKELY((left | need) < 0))       /* need is negative from 2^63 bytes on */
        return coro_segment_call_further(co, need_bytes, fn, task, self);
    CORO_OPAQUE(fn);        /* keeps fn from being inlined: its locals would then precede the check */
    return fn(task, self);
}

CORO_C_END
#endif
