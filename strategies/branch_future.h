/* SPDX-License-Identifier: MIT */
/* The future of a stackful next() that is not awaited where it begins: a coroutine of its own, on a stack from the row's
 * source. Part of strategies/caller_side.h, which begins such a future under PROTOCOL_CALLS; no other protocol uses it. */
#ifndef STRATEGIES_BRANCH_FUTURE_H
#define STRATEGIES_BRANCH_FUTURE_H
CORO_INLINE struct coro_polled next_async_call(struct coro_task *task, ITERATOR it);
struct branch { ITERATOR it; struct coro_stack stack; };     /* at the stack's low end; the future's data */
CORO_UNUSED static struct coro_polled branch_entry(struct coro *co, void *arg)
{
    return next_async_call(co->task, ((const struct branch *)arg)->it);
}
CORO_UNUSED static void branch_drop(void *data, struct coro_site_arg site, struct coro_task_arg passed)
{
    struct branch *branch = data;
    struct coro *co = coro_at(branch->stack);
    struct coro_task *task = passed_task(passed);
    (void)site;
    coro_drop(co, task);
    strategy.stacks->release(task->stacks, branch->stack);
}
CORO_UNUSED static struct coro_polled branch_poll(void *data, struct coro_task *task)
{
    return coro_poll(coro_at(((struct branch *)data)->stack), task);
}
static const struct coro_future_vtable branch_future CORO_UNUSED = {
    branch_drop, CALLER_STACK_BYTES, CORO_MAX_ALIGN, branch_poll
};
CORO_INLINE struct coro_dyn_future branch_starts(struct coro_task *task, ITERATOR it)
{
    struct coro_stack stack;
    enum coro_status why = strategy.stacks->acquire(task->stacks, &stack);
    if (why)
        return refused(why);
    struct coro *co = coro_init_with(stack, branch_entry, stack.base, (struct coro_options){ .name = "a next()" ASYNC_OWNER });
    struct branch *branch = coro_take_low_end(co, sizeof *branch);
    *branch = (struct branch){ it, stack };
    return (struct coro_dyn_future){ branch, &branch_future };
}

#endif
