/* SPDX-License-Identifier: MIT */
/* The notices that sanitizers and valgrind need about stacks and switches. Plain builds have empty stand-ins, so other code reads
 * as if these tools did not exist. Without them the tools report false errors. The stack pool, coroutines and
 * segments give the notices; rows and fixtures ask for the two limits at the end.
 *
 * The compiler names the tool that the code is built for. notice_asan.h, notice_tsan.h or, in a plain build, notice_none.h in
 * coro/sanitizer then defines all of these. A plain build's switch costs nothing; begin and end of a coroutine test one flag.
 *
 *     coro_notice_is_needed()                   false where begin and end may be left out; coro_notice_want() makes it true
 *     struct coro_notice                        lies in struct coro
 *     coro_notice_begin(n, stack)               a coroutine will run on `stack`, the part below its control block
 *     coro_notice_end(n, stack)                 it will not run any more; `stack` is plain memory again
 *
 *     in the resumer                            in the coroutine
 *     coro_notice_enter(n)     ---- switch ---> coro_notice_arrived(n)
 *     coro_notice_returned(n)  <--- switch ---- coro_notice_leave(n), or coro_notice_leave_for_good(n) at its end
 *
 *     coro_notice_lend(stack)                   a mapped stack is handed out; pointers in it keep heap blocks alive
 *     coro_notice_take_back(stack)              it was released
 *
 *     coro_notice_copy_out(frames)              frames of a suspended coroutine are about to be copied away
 *     coro_notice_copy_in(stack, frames)        `stack` is unused, and `frames` are about to be copied back to it
 *
 *     struct coro_segment_notice                lies in each further segment (coro/segment.h)
 *     coro_notice_segment_begin(s, stack)       the segment's memory may become a stack
 *     coro_notice_segment_end(s)                it is about to be freed
 *     struct coro_notice_outer                  storage of segment_enter for segment_leave
 *     coro_notice_segment_enter(n, outer, stack)   call it just before the stack pointer moves to `stack`
 *     coro_notice_segment_leave(n, outer)          call it just after the stack pointer has come back
 *
 *     coro_notice_hand_out(at, bytes)           memory of an allocator is the caller's: uninitialised, and may be touched
 *     coro_notice_forbid(at, bytes)             it is free, or lies between blocks: nobody may touch it
 *     coro_notice_open(at, bytes)               the allocator is about to read its own words in free memory
 *     coro_notice_is_forbidden(at)              true if a tool knows that the memory is free
 *     coro_notice_guards_memory()               true under a tool that these four are for
 *
 *     coro_notice_leave_alone(at, bytes)        only the order of atomic operations guards this memory
 *     coro_notice_send(at)                      call it before an atomic operation that publishes what this thread wrote
 *     coro_notice_receive(at)                   call it after the one by which another thread sees that
 *
 *     CORO_NOTICE_STACK_FACTOR                  stack of instrumented code relative to a plain build's
 *     coro_notice_many()                        the largest number of coroutines that the tool can handle at once
 *
 * UndefinedBehaviorSanitizer needs no notice. */
#ifndef CORO_NOTICE_H
#define CORO_NOTICE_H
#include "coro/attributes.h"
#include "coro/base/stack_area.h"
#include "coro/base/tool.h"

#if defined(CORO_NOTICE_ASAN)
#include "coro/sanitizer/notice_asan.h"
#elif defined(CORO_NOTICE_TSAN)
#include "coro/sanitizer/notice_tsan.h"
#else
#include "coro/sanitizer/notice_none.h"
#endif

#endif
