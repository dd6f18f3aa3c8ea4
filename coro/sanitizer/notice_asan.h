/* SPDX-License-Identifier: MIT */
/* The notices of coro/notice.h for AddressSanitizer with LeakSanitizer. The tool keeps the bounds of the running stack and, for
 * use after return, a fake stack per stack. Both change with every switch. From sanitizer/common_interface_defs.h. */
#ifndef CORO_SANITIZER_NOTICE_ASAN_H
#define CORO_SANITIZER_NOTICE_ASAN_H
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <sanitizer/lsan_interface.h>
#include <stdbool.h>
#include "coro/attributes.h"
#include "coro/base/stack_area.h"
CORO_C_BEGIN

enum { CORO_NOTICE_STACK_FACTOR = 16 };

/* LeakSanitizer searches a list for each released stack; releasing very many of them would take minutes. */
CORO_INLINE size_t coro_notice_many(void) { return 2000; }

CORO_INLINE bool coro_notice_is_needed(void) { return true; }
CORO_INLINE void coro_notice_want(void) {}

struct coro_notice {
    struct coro_stack stack;        /* its present or next stack: the first one, or a segment */
    void *own_fake_stack;           /* valid while suspended; NULL before the first resume */
    void *resumer_fake_stack;       /* valid while running, as are the next two */
    const void *resumer_base;
    size_t resumer_bytes;
};

CORO_INLINE void coro_notice_begin(struct coro_notice *notice, struct coro_stack stack)
{
    *notice = (struct coro_notice){ stack, NULL, NULL, NULL, 0 };
}

/* Frames that never returned keep their red zones. Unpoisoning happens at the end rather than the begin, so that a stack declared
 * larger than its memory stays poisoned beyond it. */
CORO_INLINE void coro_notice_end(struct coro_notice *notice, struct coro_stack stack)
{
    (void)notice;
    __asan_unpoison_memory_region(stack.base, stack.bytes);
}

CORO_INLINE void coro_notice_enter(struct coro_notice *notice)
{
    __sanitizer_start_switch_fiber(&notice->resumer_fake_stack, notice->stack.base, notice->stack.bytes);
}

CORO_INLINE void coro_notice_returned(struct coro_notice *notice)
{
    __sanitizer_finish_switch_fiber(notice->resumer_fake_stack, NULL, NULL);
}

CORO_INLINE void coro_notice_leave(struct coro_notice *notice)
{
    __sanitizer_start_switch_fiber(&notice->own_fake_stack, notice->resumer_base, notice->resumer_bytes);
}

/* NULL frees the fake stack. */
CORO_INLINE void coro_notice_leave_for_good(struct coro_notice *notice)
{
    __sanitizer_start_switch_fiber(NULL, notice->resumer_base, notice->resumer_bytes);
}

CORO_INLINE void coro_notice_arrived(struct coro_notice *notice)
{
    __sanitizer_finish_switch_fiber(notice->own_fake_stack, &notice->resumer_base, &notice->resumer_bytes);
}

CORO_INLINE void coro_notice_lend(struct coro_stack stack) { __lsan_register_root_region(stack.base, stack.bytes); }
CORO_INLINE void coro_notice_take_back(struct coro_stack stack) { __lsan_unregister_root_region(stack.base, stack.bytes); }

/* The next coroutine on the shared stack must not meet these red zones. */
CORO_INLINE void coro_notice_copy_out(struct coro_stack frames) { __asan_unpoison_memory_region(frames.base, frames.bytes); }
CORO_INLINE void coro_notice_copy_in(struct coro_stack stack, struct coro_stack frames)
{
    (void)frames;
    __asan_unpoison_memory_region(stack.base, stack.bytes);
}

struct coro_segment_notice { char none; };
CORO_INLINE void coro_notice_segment_begin(struct coro_segment_notice *notice, struct coro_stack stack)
{
    (void)notice, (void)stack;
}
CORO_INLINE void coro_notice_segment_end(struct coro_segment_notice *notice) { (void)notice; }

struct coro_notice_outer { struct coro_stack stack; void *fake_stack; };

/* The sanitizer treats a segment as a stack of its own. It learns of the segment while the stack pointer is still outside; no
 * code that asks for the bounds runs in between. */
CORO_INLINE void coro_notice_segment_enter(struct coro_notice *notice, struct coro_notice_outer *outer, struct coro_stack stack)
{
    outer->stack = notice->stack;
    notice->stack = stack;
    __sanitizer_start_switch_fiber(&outer->fake_stack, stack.base, stack.bytes);
    __sanitizer_finish_switch_fiber(NULL, NULL, NULL);
}

CORO_INLINE void coro_notice_segment_leave(struct coro_notice *notice, struct coro_notice_outer *outer)
{
    notice->stack = outer->stack;
    __sanitizer_start_switch_fiber(NULL, outer->stack.base, outer->stack.bytes);
    __sanitizer_finish_switch_fiber(outer->fake_stack, NULL, NULL);
}

/* ---- memory of allocators ---- */

/* The compiler takes a poisoning for a read of uninitialised memory, unless it cannot see where the pointer came from. */
CORO_INLINE void coro_notice_forbid(void *at, size_t bytes)
{
    CORO_OPAQUE(at);
    __asan_poison_memory_region(at, bytes);
}
CORO_INLINE void coro_notice_open(void *at, size_t bytes)
{
    CORO_OPAQUE(at);
    __asan_unpoison_memory_region(at, bytes);
}
CORO_INLINE void coro_notice_hand_out(void *at, size_t bytes) { coro_notice_open(at, bytes); }
CORO_INLINE bool coro_notice_is_forbidden(const void *at) { return __asan_address_is_poisoned(at); }
CORO_INLINE bool coro_notice_guards_memory(void) { return true; }

/* Not the business of this tool. */
CORO_INLINE void coro_notice_leave_alone(const void *at, size_t bytes) { (void)at, (void)bytes; }
CORO_INLINE void coro_notice_send(const void *at) { (void)at; }
CORO_INLINE void coro_notice_receive(const void *at) { (void)at; }

CORO_C_END
#endif
