/* SPDX-License-Identifier: MIT */
/* Caller and callee are stackful, and all tasks of an executor run on one stack. Its live part is copied out when a task
 * suspends, and back to the same addresses when the task resumes (coro/coroutine/frames_copied.h). A waiting task costs only
 * the stack that it uses. A wait costs two copies of that, and a task must not leave pointers to its stack with others: it
 * cannot join or sleep.
 *
 * Against stackful/native a wait spends 210 instructions, on two calls of memcpy for some 320 bytes; an item that does not
 * wait costs the same. libaco makes no copy when the same task goes on next. This row copies even then, or one task alone
 * would show no copying. 640 bytes hold a control block and a copy of 400, which is sum over an adapter; a deeper stack takes
 * a heap block at its first wait, and keeps it. */
#define CALLER ASYNC_STACKFUL
#define CALLEE ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLS
#define CORO_CONTEXT CORO_CONTEXT_FASTEST
#define CORO_COPIES_FRAMES 1
#define CALLER_STACK_BYTES (608 + 32 * CORO_NOTICE_STACK_FACTOR)
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct system systems[] = {
    { "Java virtual threads", "copy their frames from the carrier's stack to the heap when they yield, and back, a few at a "
                              "time, when they go on",
      "https://github.com/openjdk/jdk/blob/HEAD/src/hotspot/share/runtime/continuationFreezeThaw.cpp" },
    { "greenlet", "copies the part of the C stack that another greenlet needs to the heap, and back",
      "https://github.com/python-greenlet/greenlet/blob/HEAD/src/greenlet/TStackState.cpp" },
    { "libaco", "lets coroutines share a stack, and keeps a private copy of each that does not run",
      "https://github.com/hnes/libaco" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 150,
    .is_variant = true,
    .sentence = "a call on a stack all tasks share, copied out and in",
    .placing = &no_placing,
    .lives = { .where = LIVES_ON_STACK, .fallback = LIVES_ON_HEAP },      /* of a copy too large for its task */
    .threads = { "the heap, for copies: each executor has a stack for its tasks to run on" },
    .systems = systems,
    .stacks = &coro_copied_stacks,
};
