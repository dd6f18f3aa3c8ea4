/* SPDX-License-Identifier: MIT */
/* Caller and callee are stackful, and all tasks of an executor run on one and the same stack: what is live of it is copied out
 * when a task suspends and back when it is resumed, to the same addresses (coro/coroutine/frames_copied.h). A waiting task costs what it
 * uses; waiting costs two copies of that, and a task must not leave pointers to its stack with others: it cannot join or sleep.
 *
 * Against stackful/native a wait spends 210 instructions, two calls of memcpy for some 320 bytes and what leads to them; an item
 * that does not wait costs the same. libaco makes no copy when the same task goes on next. This row does: with one task, what it
 * is about would not be seen. 640 bytes are a control block and room for a copy of 400, which is sum over an adapter; what is
 * deeper takes a block from the heap at its first wait, and keeps it. */
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

static const struct claim claims[] = {
    { 0, "execute everything on the system stack, whatever", "discussion of part 8", PROBE_recursion, ANSWER_YES },
    { 0 }
};
static const struct strategy strategy = {
    .order = 150,
    .is_variant = true,
    .sentence = "a call on a stack all tasks share, copied out and in",
    .placing = &no_placing,
    .claims = claims,
    .stacks = &coro_copied_stacks,
};
