/* SPDX-License-Identifier: MIT */
/* Rust's own answers, for the fidelity of ours: the same two loops, compiled by rustc out of bench/peers/rust/, each named after
 * the row that models it. Two crates without LTO, so that the dyn boundary lies between compiled units as it does here. Frames,
 * futures and iterators are what rustc makes of async fns; the executor that polls the task is ours. */
#include <stdlib.h>
#include "bench/peers/rust/rust.h"

enum coro_status rust_peer_check(struct stage *stage, uint64_t total, uint64_t items, uint64_t *done_items)
{
    (void)stage;
    *done_items = items;
    return total == items * (items - 1) / 2 ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

static void start_nothing(void *frame, void *arg) { (void)frame, (void)arg; }
static void drop_nothing(void *frame, struct coro_task *task) { (void)frame, (void)task; }

uint64_t rust_peer_drive(void *future, struct coro_polled (*poll)(void *future, struct coro_task *))
{
    const struct coro_async_fn body = { { 0, 1 }, start_nothing, poll, drop_nothing };
    struct coro_executor executor;
    struct coro_task task;
    coro_executor_init(&executor);
    coro_task_init(&task, &executor, &body, future, NULL);
    coro_executor_run(&executor);
    uint64_t total = task.state == CORO_TASK_FINISHED ? task.result.value : UINT64_MAX;
    coro_task_fini(&task);
    coro_executor_fini(&executor);
    return total;
}

static enum coro_status open_stage(const struct stage_head *head, struct stage **out)
{
    struct stage *stage = calloc(1, sizeof *stage);
    if (stage == NULL)
        return CORO_ERR_NO_MEMORY;
    stage->head = *head;
    *out = stage;
    return CORO_OK;
}
static void close_stage(struct stage *stage) { free(stage); }

static enum coro_status open_every(struct stage *stage, unsigned param)
{
    stage->wait_every = param;
    return CORO_OK;
}

#define X(entry, model, protocol, sentence) \
    static const struct workload ready_##entry = { \
        .name = "ready", .item = "item", .batch_items = 8192, .open = open_every, .run = rust_##entry \
    }; \
    static const struct workload pending_##entry = { \
        .name = "pending", .item = "item", .params = { 1, 8, 64 }, .batch_items = 8192, .open = open_every, .run = rust_##entry \
    };
RUST_PEERS(X)
#undef X

/* REGISTER_ROW is for files with one row. An array of pointers would be aligned as large arrays are, and the gap before it taken
 * for a row. */
#define X(entry, model, protocol, sentence) \
    static const struct workload *const workloads_##entry[] = { &ready_##entry, &pending_##entry }; \
    static const struct row row_##entry = { \
        .card = { "peer:rust/" model, sentence RUST_MADE_BY, "state machine", "state machine", protocol, .is_peer = true }, \
        .workloads = workloads_##entry, .workload_count = 2, \
        .refusal = rust_peer_absence, .open = open_stage, .close = close_stage, \
    }; \
    static const struct row *const registered_##entry __attribute__((section("corolab_rows"), used, retain)) = &row_##entry;
RUST_PEERS(X)
#undef X
