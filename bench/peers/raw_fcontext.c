/* SPDX-License-Identifier: MIT */
/* A peer: the fcontext switch without the runtime around it. coro/coroutine/context_fcontext.h is built on the same functions.
 * Stacks are the runtime's guarded ones; `create` keeps them in a minimal free list, with a link at the top of each. */
#include <stdlib.h>
#include "bench/switches/switch_data.h"
#include "bench/table/workload.h"
#include "coro/coroutine.h"
#include "coro/stack.h"

enum { STACK_BYTES = (64 << 10) - 2048 };

struct free_stack { struct free_stack *next; } __attribute__((aligned(CORO_MAX_ALIGN)));

struct fixture {
    struct fixture_head head;
    struct coro_stack_source *stacks;
    struct coro_stack stack;            /* the source's only one; base NULL: none yet */
    struct free_stack *free;
};

/* The item count travels in the pointer that every jump passes. */
static void suspend_for_ever(struct coro_transfer transfer)
{
    for (;;) {
        ++*(uint64_t *)transfer.data;
        transfer = jump_fcontext(transfer.from, transfer.data);
    }
}

/* A call that returns to its caller, and cannot become a jump. */
static CORO_NOINLINE struct coro_transfer called_jump(coro_fcontext to, void *data)
{
    struct coro_transfer transfer = jump_fcontext(to, data);
    CORO_OPAQUE(transfer.from);
    return transfer;
}
static void call_suspend_for_ever(struct coro_transfer transfer)
{
    for (;;) {
        ++*(uint64_t *)transfer.data;
        transfer = called_jump(transfer.from, transfer.data);
    }
}

static CORO_NOINLINE struct coro_transfer jump_below(coro_fcontext to, void *data, unsigned calls)
{
    struct coro_transfer transfer = calls > 1 ? jump_below(to, data, calls - 1) : jump_fcontext(to, data);
    CORO_OPAQUE(calls);
    return transfer;
}
static void suspend_at_depth(struct coro_transfer transfer)
{
    for (;;) {
        ++*(uint64_t *)transfer.data;
        transfer = jump_below(transfer.from, transfer.data, SWITCH_DEPTH);
    }
}

static enum coro_status open_fixture(const struct fixture_head *head, struct fixture **out)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        return CORO_ERR_NO_MEMORY;
    fixture->head = *head;
    enum coro_status status = coro_pooled_stacks.open(STACK_BYTES, &fixture->stacks);
    if (status) {
        free(fixture);
        return status;
    }
    *out = fixture;
    return CORO_OK;
}

static void close_fixture(struct fixture *fixture)
{
    if (fixture == NULL)
        return;
    if (fixture->stack.base)
        coro_pooled_stacks.release(fixture->stacks, fixture->stack);
    coro_pooled_stacks.close(fixture->stacks);
    free(fixture);
}

static enum coro_status open_stack(struct fixture *fixture, unsigned param)
{
    (void)param;
    enum coro_status status = coro_pooled_stacks.acquire(fixture->stacks, &fixture->stack);
    if (status)
        return status;
    fixture->free = (struct free_stack *)(fixture->stack.base + fixture->stack.bytes) - 1;
    fixture->free->next = NULL;
    return CORO_OK;
}

/* Lies at the top of the stack. */
static coro_fcontext make_below(struct free_stack *top, void (*entry)(struct coro_transfer))
{
    return make_fcontext(top, STACK_BYTES - sizeof *top, entry);
}

static enum coro_status run_flat(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    struct coro_transfer there = { make_below(fixture->free, suspend_for_ever), NULL };
    for (uint64_t i = 0; i < items; i++)
        there = jump_fcontext(there.from, &count);
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

static enum coro_status run_called(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    struct coro_transfer there = { make_below(fixture->free, call_suspend_for_ever), NULL };
    for (uint64_t i = 0; i < items; i++)
        there = called_jump(there.from, &count);
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

/* The first jump enters at the top and goes down; the pairs are the others. */
static enum coro_status run_depth8(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    struct coro_transfer there = { make_below(fixture->free, suspend_at_depth), NULL };
    for (uint64_t i = 0; i <= items; i++)
        there = jump_fcontext(there.from, &count);
    *done_items = items;
    return count == items + 1 ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

static enum coro_status run_create(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    for (uint64_t i = 0; i < items; i++) {
        struct free_stack *top = fixture->free;
        fixture->free = top->next;
        (void)jump_fcontext(make_below(top, suspend_for_ever), &count);
        top->next = fixture->free;
        fixture->free = top;
    }
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

static const struct workload switch_flat = { SWITCH_FLAT_DATA, .open = open_stack, .run = run_flat };
static const struct workload switch_kept = { SWITCH_KEPT_DATA, .open = open_stack, .run = run_flat };      /* it keeps them */
static const struct workload switch_called = { SWITCH_CALLED_DATA, .open = open_stack, .run = run_called };
static const struct workload switch_depth8 = { SWITCH_DEPTH8_DATA, .open = open_stack, .run = run_depth8 };
static const struct workload create = { CREATE_DATA, .open = open_stack, .run = run_create };
static const struct workload *const workloads[] = { &switch_flat, &switch_kept, &switch_called, &switch_depth8, &create };
static const struct row row = {
    .card = {
        .name = "peer:raw_fcontext",
        .sentence = "jump_fcontext in a loop, nothing around it",
        .caller = "stackful", .callee = "stackful", .protocol = "calls",
        .is_peer = true,
    },
    .workloads = workloads,
    .workload_count = sizeof workloads / sizeof *workloads,
    .open = open_fixture,
    .close = close_fixture,
};
REGISTER_ROW(row);
