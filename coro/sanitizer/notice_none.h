/* SPDX-License-Identifier: MIT */
/* The notices of coro/notice.h for a plain build. Memcheck needs those of stacks. Without them it takes a switch to a stack
 * nearby for a huge frame, and reports thousands of false errors. Helgrind and drd need those of atomic operations.
 *
 * Deregistering has no effect that a test could show; it keeps memcheck's list of stacks short.
 *
 * The flags are not set under every valgrind tool, so callgrind counts the instructions of a plain run. */
#ifndef CORO_SANITIZER_NOTICE_NONE_H
#define CORO_SANITIZER_NOTICE_NONE_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/attributes.h"
#include "coro/base/stack_area.h"
#include "coro/checks.h"
CORO_C_BEGIN

enum { CORO_NOTICE_STACK_FACTOR = 1 };

extern bool coro_notice_is_memcheck;    /* set before main() and constant from then on */
extern bool coro_notice_is_wanted;      /* memcheck runs, or the program lays canaries (coro/coroutine.h) */
unsigned coro_notice_register(struct coro_stack);
void coro_notice_deregister(unsigned memcheck_id);
/* Makes a stack plain, uninitialised memory again. Memcheck treats memory below a stack pointer as out of bounds. */
void coro_notice_make_plain(struct coro_stack);

/* Memcheck searches a list of all stacks at every switch. */
CORO_INLINE size_t coro_notice_many(void) { return coro_notice_is_memcheck ? 500 : SIZE_MAX; }

/* Begins and ends of stacks test this one flag. */
CORO_INLINE bool coro_notice_is_needed(void) { return coro_notice_is_wanted; }
CORO_INLINE void coro_notice_want(void) { coro_notice_is_wanted = true; }

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

struct coro_notice_outer { char none; };
CORO_INLINE void coro_notice_segment_enter(struct coro_notice *notice, struct coro_notice_outer *outer, struct coro_stack stack)
{
    (void)notice, (void)outer, (void)stack;
}
CORO_INLINE void coro_notice_segment_leave(struct coro_notice *notice, struct coro_notice_outer *outer)
{
    (void)notice, (void)outer;
}

/* ---- memory of allocators ---- */

/* Allocating must cost nothing in a release build, so only units that check tell memcheck of it. */
#ifndef CORO_NOTICE_MEMORY
#define CORO_NOTICE_MEMORY CORO_CHECKS
#endif

void coro_notice_make_forbidden(void *at, size_t bytes);
void coro_notice_make_defined(void *at, size_t bytes);
bool coro_notice_is_unaddressable(const void *at);

CORO_INLINE void coro_notice_hand_out(void *at, size_t bytes)
{
    if (CORO_NOTICE_MEMORY && CORO_UNLIKELY(coro_notice_is_memcheck))
        coro_notice_make_plain((struct coro_stack){ (char *)at, bytes });
}
CORO_INLINE void coro_notice_forbid(void *at, size_t bytes)
{
    if (CORO_NOTICE_MEMORY && CORO_UNLIKELY(coro_notice_is_memcheck))
        coro_notice_make_forbidden(at, bytes);
}
CORO_INLINE void coro_notice_open(void *at, size_t bytes)
{
    if (CORO_NOTICE_MEMORY && CORO_UNLIKELY(coro_notice_is_memcheck))
        coro_notice_make_defined(at, bytes);
}
CORO_INLINE bool coro_notice_is_forbidden(const void *at)
{
    return CORO_NOTICE_MEMORY && CORO_UNLIKELY(coro_notice_is_memcheck) && coro_notice_is_unaddressable(at);
}
CORO_INLINE bool coro_notice_guards_memory(void) { return CORO_UNLIKELY(coro_notice_is_memcheck); }

/* ---- order between threads ---- */

extern bool coro_notice_is_race_checker;    /* helgrind or drd, which see no order in atomic operations; as the flag above */
void coro_notice_make_unchecked(const void *at, size_t bytes);
void coro_notice_make_sent(const void *at);
void coro_notice_make_received(const void *at);

CORO_INLINE void coro_notice_leave_alone(const void *at, size_t bytes)
{
    if (CORO_UNLIKELY(coro_notice_is_race_checker))
        coro_notice_make_unchecked(at, bytes);
}
CORO_INLINE void coro_notice_send(const void *at)
{
    if (CORO_UNLIKELY(coro_notice_is_race_checker))
        coro_notice_make_sent(at);
}
CORO_INLINE void coro_notice_receive(const void *at)
{
    if (CORO_UNLIKELY(coro_notice_is_race_checker))
        coro_notice_make_received(at);
}

CORO_C_END
#endif
