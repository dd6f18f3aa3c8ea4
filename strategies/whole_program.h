/* SPDX-License-Identifier: MIT */
/* A strategy for a small program of one's own: one include, and bodies, iterators and a task compile in the strategy's model. The
 * program's build names the strategy's file by STRATEGY_FILE, as "strategies/box.c" (state machines) or
 * "strategies/stackful/fcontext.c" (stacks). ASYNC_NEXT and DYN_ITERATOR make a type of iterator, ASYNC makes the body of a task.
 *
 * For strategies whose callers and callees are compiled in one model and which add nothing to a task; others do not compile.
 * Rows are compiled by bench/unit/row_iterators.h, where the two models may differ. */
#ifndef STRATEGIES_WHOLE_PROGRAM_H
#define STRATEGIES_WHOLE_PROGRAM_H
#include <string.h>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"       /* a row's claims leave fields out */
#include STRATEGY_FILE
#pragma GCC diagnostic pop
#include "strategies/callee_side.h"
#include "strategies/caller_side.h"
#undef ASYNC_MODEL
#undef ASYNC_STACK_BYTES
#undef ASYNC_STACK_FITS
#define ASYNC_MODEL CALLER
#define ASYNC_STACK_BYTES CALLER_STACK_BYTES
#include "coro/async.h"
#include "coro/task.h"

_Static_assert(CALLER == CALLEE && PROTOCOL != PROTOCOL_STATIC, "the strategy has one model, and next() behind dyn");
_Static_assert(sizeof(struct task_part) == 0, "the strategy adds nothing to a task");

/* Nobody adds up items here. */
static const struct sum_bodies dyn_sums[1] CORO_UNUSED;

/* Returns a copy with its adapter, zeroed; NULL without memory. Release it with free(). */
CORO_INLINE void *dyn_iterator_copy(const struct iterator_type *type, const void *self)
{
    void *copy = calloc(1, iterator_bytes(type));
    return copy ? memcpy(copy, self, type->self_bytes) : NULL;
}

/* Runs a task over a copy of the iterator at `self` until nothing wakes the task any more: the body's argument is the address of
 * a struct coro_dyn_iterator. Returns the body's result; CORO_ERR_NO_MEMORY where there was no memory, and CORO_ERR_CANCELLED for
 * a body that would wait for ever. */
CORO_UNUSED static struct coro_polled dyn_run(const struct coro_async_fn *body, const struct iterator_type *type,
                                              const void *self)
{
    struct coro_polled result = coro_failed(CORO_ERR_NO_MEMORY);
    struct coro_dyn_iterator iterator = { dyn_iterator_copy(type, self), type->vtable };
    void *frame = heap_alloc(body->layout);
    if (iterator.self && frame) {
        struct coro_executor executor;
        struct coro_task task;
        coro_executor_init(&executor);
        coro_task_init(&task, &executor, body, frame, &iterator);
        coro_executor_run(&executor);
        coro_task_fini(&task);
        result = task.result;
        type->fini(iterator.self, &task);
        coro_executor_fini(&executor);
    }
    free(frame);
    free(iterator.self);
    return result;
}
#endif
