/* SPDX-License-Identifier: MIT */
/* Every next() is a coroutine of its own, whose stack is carved off the task's side stack. The stack has room for the locals,
 * and 4 KiB for calls, or 72.5 for those of the C library, as in coroutine_per_call/boxed. No guard lies between stacks.
 *
 *     side: base                                                      top                          end
 *     | stack of a map's next() | of the filter's that it awaits | ... |  free, grows up            |
 *       <---- grows down           <---- grows down
 *
 * The side stack has 317 KiB from the runtime's pool; the deepest chain of check, 64 adapters, needs 266. A callee that needs
 * more is refused (out of memory) and the task continues. Memory backs only the touched pages, but page tables the whole: a
 * waiting task takes 4.2 KiB of memory and 0.7 of page tables, against 0.2 in coroutine_per_call/pooled. The size is 3 KiB short
 * of whole pages, so that the first coroutine's control block and frames stay on one page under every colour of the pool.
 * Against coroutine_per_call/boxed it saves malloc and free, 260 instructions for this size; against side_stack/param it spends
 * 124 on the control block, the context and the switches. */
#define CALLEE ASYNC_STACKFUL
#define CORO_CONTEXT CORO_CONTEXT_FASTEST
#define CALLEE_STACK_BYTES ((CORO_NOTICE_STACK_FACTOR > 1 ? 4 : 1) * 4096)
#define CALLEE_STACK_FITS 1
#define SOURCE_STACK_BYTES (80 * CALLEE_STACK_BYTES - 3072)
#include "coro/side_stack.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { struct coro_side_stack side; };
#include "strategies/side_stack_of_task.h"
static const struct strategy strategy = {
    .order = 200,
    .is_variant = true,
    .sentence = "a coroutine per next(), on the task's side stack",
    .placing = &side_placing,
    .lives = { .where = LIVES_ON_STACK, .pointer = LIVES_IN_TASK },
    .threads = { "nothing: a side stack per task" },
    .stacks = &coro_pooled_side_stacks,
};
