/* SPDX-License-Identifier: MIT */
/* Stands in for coro/coroutine/stack_split.c where stacks cannot be split: the provider is there and refuses. */
#include "coro/bug.h"
#include "coro/stack.h"

static enum coro_status refuse_to_open(size_t stack_bytes, struct coro_stack_source **opened)
{
    (void)stack_bytes, (void)opened;
    return CORO_ERR_UNSUPPORTED;
}
static enum coro_status refuse_to_acquire(struct coro_stack_source *source, struct coro_stack *stack)
{
    (void)source, (void)stack;
    return CORO_ERR_UNSUPPORTED;
}
static void release_nothing(struct coro_stack_source *source, struct coro_stack stack)
{
    (void)source, (void)stack;
    coro_bug("a stack is released that its source has not handed out");
}
static size_t count_nothing(const struct coro_stack_source *source)
{
    (void)source;
    return 0;
}
static void close_nothing(struct coro_stack_source *source) { (void)source; }
static void trim_nothing(struct coro_stack_source *source) { (void)source; }

const struct coro_stack_provider coro_split_stacks = {
    "split by the compiler: not here", refuse_to_open, refuse_to_acquire, release_nothing, count_nothing, close_nothing,
    trim_nothing
};
