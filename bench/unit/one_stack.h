/* SPDX-License-Identifier: MIT */
/* The open of workloads/switch.h and workloads/segments.h, which only switch stacks. */
#ifndef BENCH_UNIT_ONE_STACK_H
#define BENCH_UNIT_ONE_STACK_H

/* Acquires one stack of the row, without a task or an executor. */
static enum coro_status one_stack_open(struct fixture *fixture, unsigned param)
{
    (void)param;
    if (CALLER != ASYNC_STACKFUL) {
        fixture->head.reason = "a state machine has no stack to switch";
        return CORO_ERR_UNSUPPORTED;
    }
    enum coro_status status = fixture_reserve(fixture, 1);
    if (status)
        return status;
    fixture->consumer_count = 1;
    return strategy.stacks->acquire(fixture->stacks, &fixture->consumers[0].stack);
}

#endif
