/* SPDX-License-Identifier: MIT */
/* The workloads that only switch. A loop resumes coroutines on stacks of the row's source, without a task or an executor.
 * bench/switches/switch_data.h has their questions, which peers answer, too. */
#include "bench/switches/switch_data.h"
#include "bench/unit/one_stack.h"

/* Resumes a coroutine once per item, and once more. `entry` counts its suspensions in its argument. */
CORO_INLINE enum coro_status count_pairs(struct fixture *fixture, coro_entry *entry, struct coro_options options,
                                         enum coro_status (*resume)(struct coro *), uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    struct coro *co = coro_init_with(fixture->consumers[0].stack, entry, &count, options);
    for (uint64_t i = 0; i <= items; i++) {
        enum coro_status status = resume(co);
        if (CORO_UNLIKELY(status)) {
            coro_fini(co);
            return status == CORO_ERR_FINISHED ? CORO_ERR_WRONG_RESULT : status;
        }
    }
    coro_cancel(co);
    coro_fini(co);
    *done_items = items;
    return check_result(items, count);
}

/* `switch/flat`: the cost of the switch alone. */
static struct coro_polled suspend_for_ever(struct coro *self, void *arg)
{
    uint64_t *count = arg;
    while (!coro_suspend(self))
        ++*count;
    return coro_none();
}
static enum coro_status switch_flat_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return count_pairs(fixture, suspend_for_ever, (struct coro_options){ 0 }, coro_resume, items, done_items);
}

static const struct workload switch_flat_workload = { SWITCH_FLAT_DATA, .open = one_stack_open, .run = switch_flat_run };

/* `switch/kept`: the same for a coroutine with a rounding mode of its own; its switch saves the floating-point control words. */
static enum coro_status switch_kept_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct coro_options options = { .keeps_control_words = true };
    return count_pairs(fixture, suspend_for_ever, options, coro_resume, items, done_items);
}

static const struct workload switch_kept_workload = { SWITCH_KEPT_DATA, .open = one_stack_open, .run = switch_kept_run };

/* `switch/called`: resume and suspend are called functions, as in a library that keeps its switch to itself. */
static CORO_NOINLINE enum coro_status called_resume(struct coro *co) { return coro_resume(co); }
static CORO_NOINLINE bool called_suspend(struct coro *self) { return coro_suspend(self); }

static struct coro_polled call_suspend_for_ever(struct coro *self, void *arg)
{
    uint64_t *count = arg;
    while (!called_suspend(self))
        ++*count;
    return coro_none();
}
static enum coro_status switch_called_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return count_pairs(fixture, call_suspend_for_ever, (struct coro_options){ 0 }, called_resume, items, done_items);
}

static const struct workload switch_called_workload = { SWITCH_CALLED_DATA, .open = one_stack_open, .run = switch_called_run };

/* `switch/depth8`: suspends at the bottom of eight calls. Each call has work left afterwards, so all eight return. */
static CORO_NOINLINE bool suspend_below(struct coro *self, unsigned calls)
{
    bool is_cancelled = calls > 1 ? suspend_below(self, calls - 1) : coro_suspend(self);
    CORO_OPAQUE(calls);
    return is_cancelled;
}
static struct coro_polled suspend_at_depth(struct coro *self, void *arg)
{
    uint64_t *count = arg;
    while (!suspend_below(self, SWITCH_DEPTH))
        ++*count;
    return coro_none();
}
static enum coro_status switch_depth8_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return count_pairs(fixture, suspend_at_depth, (struct coro_options){ 0 }, coro_resume, items, done_items);
}

static const struct workload switch_depth8_workload = { SWITCH_DEPTH8_DATA, .open = one_stack_open, .run = switch_depth8_run };

/* `create`: one coroutine after another, as in a program that starts a coroutine per connection. */
static struct coro_polled count_entry(struct coro *self, void *arg)
{
    (void)self;
    ++*(uint64_t *)arg;
    return coro_none();
}
static enum coro_status create_open(struct fixture *fixture, unsigned param)
{
    enum coro_status status = one_stack_open(fixture, param);
    if (status)
        return status;
    fixture->consumer_count = 0;     /* the source now has one stack to hand out again */
    strategy.stacks->release(fixture->stacks, fixture->consumers[0].stack);
    return CORO_OK;
}
static enum coro_status create_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    for (uint64_t i = 0; i < items; i++) {
        struct coro_stack stack;
        enum coro_status status = strategy.stacks->acquire(fixture->stacks, &stack);
        if (status)
            return status;
        struct coro *co = coro_init(stack, count_entry, &count);
        status = coro_resume(co);
        bool is_finished = coro_is_finished(co);
        coro_fini(co);
        strategy.stacks->release(fixture->stacks, stack);
        if (status || !is_finished)
            return CORO_ERR_WRONG_RESULT;
    }
    *done_items = items;
    return check_result(items, count);
}

static const struct workload create_workload = { CREATE_DATA, .open = create_open, .run = create_run };
