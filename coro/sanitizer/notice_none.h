/* SPDX-License-Identifier: MIT */
/* A plain build: only memcheck wants to know something, and only where stacks begin and end. Without it, memcheck takes a switch
 * to a stack nearby for a huge frame and reports thousands of errors that are none.
 *
 * Deregistering has no effect that a test could show: it keeps the list short that memcheck looks through.
 *
 * The flag is set for memcheck alone, not for every valgrind tool, so that callgrind counts the instructions that run outside. */
#ifndef CORO_SANITIZER_NOTICE_NONE_H
#define CORO_SANITIZER_NOTICE_NONE_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/attributes.h"
#include "coro/base/stack_area.h"

enum { CORO_NOTICE_STACK_FACTOR = 1 };

extern bool coro_notice_is_memcheck;    /* set before main() and constant from then on */
unsigned coro_notice_register(struct coro_stack);
void coro_notice_deregister(unsigned memcheck_id);
/* Memory below a stack pointer is out of bounds for memcheck; this makes it plain, uninitialised memory again. */
void coro_notice_make_plain(struct coro_stack);

/* Memcheck looks through a list of all stacks at every switch. */
CORO_INLINE size_t coro_notice_many(void) { return coro_notice_is_memcheck ? 500 : SIZE_MAX; }

struct coro_notice { unsigned memcheck_id; };

CORO_INLINE void coro_notice_begin(struct coro_notice *notice, struct coro_stack stack)
{
    if (CORO_UNLIKELY(coro_notice_is_memcheck))
        notice->memcheck_id = coro_notice_register(stack);
}

CORO_INLINE void coro_notice_end(struct coro_notice *notice, struct coro_stack stack)
{
    if (CORO_UNLIKELY(coro_notice_is_memcheck)) {
        coro_notice_deregister(notice->memcheck_id);
        coro_notice_make_plain(stack);
    }
}

CORO_INLINE void coro_notice_enter(struct coro_notice *notice) { (void)notice; }
CORO_INLINE void coro_notice_returned(struct coro_notice *notice) { (void)notice; }
CORO_INLINE void coro_notice_leave(struct coro_notice *notice) { (void)notice; }
CORO_INLINE void coro_notice_leave_for_good(struct coro_notice *notice) { (void)notice; }
CORO_INLINE void coro_notice_arrived(struct coro_notice *notice) { (void)notice; }

CORO_INLINE void coro_notice_lend(struct coro_stack stack) { (void)stack; }
CORO_INLINE void coro_notice_take_back(struct coro_stack stack) { (void)stack; }

CORO_INLINE void coro_notice_copy_out(struct coro_stack frames) { (void)frames; }
CORO_INLINE void coro_notice_copy_in(struct coro_stack stack, struct coro_stack frames)
{
    (void)stack;
    if (CORO_UNLIKELY(coro_notice_is_memcheck))
        coro_notice_make_plain(frames);
}

struct coro_segment_notice { unsigned memcheck_id; };

CORO_INLINE void coro_notice_segment_begin(struct coro_segment_notice *notice, struct coro_stack stack)
{
    if (CORO_UNLIKELY(coro_notice_is_memcheck))
        notice->memcheck_id = coro_notice_register(stack);
}

CORO_INLINE void coro_notice_segment_end(struct coro_segment_notice *notice)
{
    if (CORO_UNLIKELY(coro_notice_is_memcheck))
        coro_notice_deregister(notice->memcheck_id);
}

struct coro_notice_outer {};
CORO_INLINE void coro_notice_segment_enter(struct coro_notice *notice, struct coro_notice_outer *outer, struct coro_stack stack)
{
    (void)notice, (void)outer, (void)stack;
}
CORO_INLINE void coro_notice_segment_leave(struct coro_notice *notice, struct coro_notice_outer *outer)
{
    (void)notice, (void)outer;
}

#endif
