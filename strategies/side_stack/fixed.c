/* SPDX-License-Identifier: MIT */
/* The task's second stack lies in a static array, for boards without a heap, whose tasks are counted when they are built. Nothing
 * grows: a task beyond the last stack is refused when it begins, and a frame beyond the end of its stack when it is placed. An
 * item costs what it costs in side_stack/param. */
#define SOURCE_STACK_BYTES (8 << 10)
#include <stdint.h>
#include "coro/side_stack.h"
#include "strategies/strategy.h"

enum { FIXED_STACKS = 64, FIXED_STACK_BYTES = SOURCE_STACK_BYTES };
static _Alignas(64) char memory[FIXED_STACKS][FIXED_STACK_BYTES];
static uint64_t free_stacks = UINT64_MAX;       /* a bit for each; any thread */

static enum coro_status fixed_open(size_t stack_bytes, struct coro_stack_source **source)
{
    *source = NULL;
    return stack_bytes == FIXED_STACK_BYTES ? CORO_OK : CORO_ERR_INVALID;
}
static enum coro_status fixed_acquire(struct coro_stack_source *source, struct coro_stack *stack)
{
    (void)source;
    uint64_t free = __atomic_load_n(&free_stacks, __ATOMIC_RELAXED);
    do {
        if (free == 0)
            return CORO_ERR_DOES_NOT_FIT;
    } while (!__atomic_compare_exchange_n(&free_stacks, &free, free & (free - 1), true, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED));
    *stack = (struct coro_stack){ memory[__builtin_ctzll(free)], FIXED_STACK_BYTES };
    return CORO_OK;
}
static void fixed_release(struct coro_stack_source *source, struct coro_stack stack)
{
    (void)source;
    __atomic_fetch_or(&free_stacks, 1ull << (stack.base - memory[0]) / FIXED_STACK_BYTES, __ATOMIC_RELEASE);
}
static void fixed_close(struct coro_stack_source *source) { (void)source; }
static const struct coro_stack_provider fixed_stacks = {
    "static, fixed", fixed_open, fixed_acquire, fixed_release, NULL, fixed_close, fixed_close
};

struct adapter {};
struct call_site {};
struct task_part { struct coro_side_stack side; };
#define SIDE_STACKS fixed_stacks
#include "strategies/side_stack_of_task.h"

static const struct system systems[] = {
    { "GNAT on bare boards", "gives the secondary stack a fixed part of each task's stack; the Cortex run-time raises "
                             "Storage_Error beyond it",
      "https://sourceforge.net/p/cortex-gnat-rts/wiki/SecondaryStack" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 91,
    .is_variant = true,
    .sentence = "bump the task's second stack, in a static array",
    .placing = &side_placing,
    .lives = { .where = LIVES_IN_TASK },
    .threads = { "the static array of stacks, by atomic operations" },
    .systems = systems,
    .stacks = &fixed_stacks,
};
