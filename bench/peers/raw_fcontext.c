/* SPDX-License-Identifier: MIT */
/* The switch that coro/context_fcontext.h stands on, without anything of ours around it. */
#include <stdlib.h>
#include "bench/switch_flat.h"
#include "bench/workload.h"
#include "coro/coroutine.h"
#include "coro/stack.h"

enum { STACK_BYTES = (64 << 10) - 2048 };

struct stage {
    struct stage_head head;
    struct coro_stack_source *stacks;
    struct coro_stack stack;
    bool has_stack;
};

/* The item count travels by the pointer that every jump hands over. */
static void suspend_for_ever(struct coro_transfer transfer)
{
    for (;;) {
        ++*(uint64_t *)transfer.data;
        transfer = jump_fcontext(transfer.from, transfer.data);
    }
}

static enum coro_status open_stage(const struct stage_head *head, struct stage **out)
{
    struct stage *stage = calloc(1, sizeof *stage);
    if (stage == NULL)
        return CORO_ERR_NO_MEMORY;
    stage->head = *head;
    enum coro_status status = coro_pooled_stacks.open(STACK_BYTES, &stage->stacks);
    if (status) {
        free(stage);
        return status;
    }
    *out = stage;
    return CORO_OK;
}

static void close_stage(struct stage *stage)
{
    if (stage == NULL)
        return;
    if (stage->has_stack)
        coro_pooled_stacks.release(stage->stacks, stage->stack);
    coro_pooled_stacks.close(stage->stacks);
    free(stage);
}

static enum coro_status open_switch(struct stage *stage, unsigned param)
{
    (void)param;
    enum coro_status status = coro_pooled_stacks.acquire(stage->stacks, &stage->stack);
    stage->has_stack = status == CORO_OK;
    return status;
}

static enum coro_status run_switch(struct stage *stage, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    struct coro_transfer there = { make_fcontext(stage->stack.base + stage->stack.bytes, stage->stack.bytes, suspend_for_ever), NULL };
    for (uint64_t i = 0; i < items; i++)
        there = jump_fcontext(there.from, &count);
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

static const struct workload switch_flat = { SWITCH_FLAT_DATA, .open = open_switch, .run = run_switch };
static const struct workload *const workloads[] = { &switch_flat };
static const struct row row = {
    .card = {
        .name = "peer:raw_fcontext",
        .sentence = "jump_fcontext in a loop, nothing around it",
        .caller = "stackful", .callee = "stackful", .protocol = "calls",
        .is_peer = true,
    },
    .workloads = workloads,
    .workload_count = 1,
    .open = open_stage,
    .close = close_stage,
};
REGISTER_ROW(row);
