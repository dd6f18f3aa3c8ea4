/* SPDX-License-Identifier: MIT */
/* What sanitizers and valgrind have to be told about stacks and switches, so that the rest reads as if they did not exist.
 *
 * The compiler says which tool the code is built for, and one of three headers answers: notice_asan.h, notice_tsan.h, or, in a
 * plain build, notice_none.h, where a switch costs nothing and a coroutine's begin and end test one flag for memcheck. All of
 * them define the same:
 *
 *     struct coro_notice                        lies in struct coro
 *     coro_notice_begin(n, stack)               a coroutine will run on `stack`, which is the part below its control block
 *     coro_notice_end(n, stack)                 it will not run any more; the memory is plain memory again
 *
 *     in the resumer                            in the coroutine
 *     coro_notice_enter(n)     ---- switch ---> coro_notice_arrived(n)
 *     coro_notice_returned(n)  <--- switch ---- coro_notice_leave(n), or coro_notice_leave_for_good(n) at its end
 *
 *     coro_notice_lend(stack)                   a mapped stack is handed out: pointers in it keep heap blocks from being leaks
 *     coro_notice_take_back(stack)              it was released
 *
 *     coro_notice_copy_out(frames)              frames of a suspended coroutine are about to be copied away
 *     coro_notice_copy_in(stack, frames)        `stack` is no coroutine's, and these are about to be copied back to it
 *
 *     struct coro_segment_notice                lies in each further segment (coro/segment.h)
 *     coro_notice_segment_begin(s, stack)       the segment's memory may become a stack
 *     coro_notice_segment_end(s)                it is about to be freed
 *     struct coro_notice_outer                  where segment_enter keeps what segment_leave needs
 *     coro_notice_segment_enter(n, outer, stack)   the coroutine goes on on `stack`; called just before the stack pointer changes
 *     coro_notice_segment_leave(n, outer)          and is back; called just after
 *
 *     CORO_NOTICE_STACK_FACTOR                  how many times the stack of a plain build the instrumented code may need
 *     coro_notice_many()                        as many coroutines at once as the tool can bear; whoever makes more refuses
 *
 * UndefinedBehaviorSanitizer knows nothing of stacks, and needs no notice. */
#ifndef CORO_NOTICE_H
#define CORO_NOTICE_H
#include "coro/attributes.h"
#include "coro/base/stack_area.h"

#if defined(__SANITIZE_ADDRESS__)
#define CORO_NOTICE_ASAN 1
#elif defined(__SANITIZE_THREAD__)
#define CORO_NOTICE_TSAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CORO_NOTICE_ASAN 1
#elif __has_feature(thread_sanitizer)
#define CORO_NOTICE_TSAN 1
#endif
#endif

#if defined(CORO_NOTICE_ASAN)
#include "coro/sanitizer/notice_asan.h"
#elif defined(CORO_NOTICE_TSAN)
#include "coro/sanitizer/notice_tsan.h"
#else
#include "coro/sanitizer/notice_none.h"
#endif

#endif
