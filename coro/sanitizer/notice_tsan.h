/* SPDX-License-Identifier: MIT */
/* The notices of coro/notice.h for ThreadSanitizer: each coroutine is a fiber with a clock and a shadow call stack of 0.9 MB.
 * Programs with thousands of coroutines therefore cannot run under it. It ignores the stack pointer, so segments need no
 * notice. From sanitizer/tsan_interface.h. */
#ifndef CORO_SANITIZER_NOTICE_TSAN_H
#define CORO_SANITIZER_NOTICE_TSAN_H
#include <sanitizer/tsan_interface.h>
#include <stdbool.h>
#include "coro/attributes.h"
#include "coro/base/stack_area.h"
CORO_C_BEGIN

enum { CORO_NOTICE_STACK_FACTOR = 16 };

/* The tool ends the process at some 8,000 fibers, and takes 0.9 MB for each. */
CORO_INLINE size_t coro_notice_many(void) { return 500; }

CORO_INLINE bool coro_notice_is_needed(void) { return true; }
CORO_INLINE void coro_notice_want(void) {}

struct coro_notice {
    void *own_fiber;
    void *resumer_fiber;        /* valid while running */
};

CORO_INLINE void coro_notice_begin(struct coro_notice *notice, struct coro_stack stack)
{
    (void)stack;
    notice->own_fiber = __tsan_create_fiber(0);
}

CORO_INLINE void coro_notice_end(struct coro_notice *notice, struct coro_stack stack)
{
    (void)stack;
    __tsan_destroy_fiber(notice->own_fiber);
}

/* 0: a switch synchronises the two sides, as a lock would. */
CORO_INLINE void coro_notice_enter(struct coro_notice *notice)
{
    notice->resumer_fiber = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(notice->own_fiber, 0);
}

CORO_INLINE void coro_notice_leave(struct coro_notice *notice) { __tsan_switch_to_fiber(notice->resumer_fiber, 0); }
CORO_INLINE void coro_notice_leave_for_good(struct coro_notice *notice) { coro_notice_leave(notice); }
CORO_INLINE void coro_notice_returned(struct coro_notice *notice) { (void)notice; }
CORO_INLINE void coro_notice_arrived(struct coro_notice *notice) { (void)notice; }

CORO_INLINE void coro_notice_lend(struct coro_stack stack) { (void)stack; }
CORO_INLINE void coro_notice_take_back(struct coro_stack stack) { (void)stack; }

CORO_INLINE void coro_notice_copy_out(struct coro_stack frames) { (void)frames; }
CORO_INLINE void coro_notice_copy_in(struct coro_stack stack, struct coro_stack frames) { (void)stack, (void)frames; }

struct coro_segment_notice { char none; };
CORO_INLINE void coro_notice_segment_begin(struct coro_segment_notice *notice, struct coro_stack stack)
{
    (void)notice, (void)stack;
}
CORO_INLINE void coro_notice_segment_end(struct coro_segment_notice *notice) { (void)notice; }

struct coro_notice_outer { char none; };
CORO_INLINE void coro_notice_segment_enter(struct coro_notice *notice, struct coro_notice_outer *outer, struct coro_stack stack)
{
    (void)notice, (void)outer, (void)stack;
}
CORO_INLINE void coro_notice_segment_leave(struct coro_notice *notice, struct coro_notice_outer *outer)
{
    (void)notice, (void)outer;
}

CORO_INLINE void coro_notice_hand_out(void *at, size_t bytes) { (void)at, (void)bytes; }
CORO_INLINE void coro_notice_forbid(void *at, size_t bytes) { (void)at, (void)bytes; }
CORO_INLINE void coro_notice_open(void *at, size_t bytes) { (void)at, (void)bytes; }
CORO_INLINE bool coro_notice_is_forbidden(const void *at) { return at == NULL; }
CORO_INLINE bool coro_notice_guards_memory(void) { return false; }

/* The tool understands atomic operations. */
CORO_INLINE void coro_notice_leave_alone(const void *at, size_t bytes) { (void)at, (void)bytes; }
CORO_INLINE void coro_notice_send(const void *at) { (void)at; }
CORO_INLINE void coro_notice_receive(const void *at) { (void)at; }

CORO_C_END
#endif
