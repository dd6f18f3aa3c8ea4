/* SPDX-License-Identifier: MIT */
/* A peer, the lower bound of every switch: a call through a pointer and its return, to a function that counts. */
#include <stdlib.h>
#include "bench/switches/switch_data.h"
#include "bench/table/workload.h"

struct stage { struct stage_head head; };

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

static enum coro_status open_nothing(struct stage *stage, unsigned param)
{
    (void)stage, (void)param;
    return CORO_OK;
}

static void count_one(void *arg) { ++*(uint64_t *)arg; }

static enum coro_status run_flat(struct stage *stage, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    (void)stage;
    for (uint64_t i = 0; i < items; i++) {
        void (*called)(void *) = count_one;
        CORO_OPAQUE(called);
        called(&count);
    }
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

static const struct workload switch_flat = { SWITCH_FLAT_DATA, .open = open_nothing, .run = run_flat };
static const struct workload *const workloads[] = { &switch_flat };
static const struct row row = {
    .card = {
        .name = "peer:indirect_call",
        .sentence = "a call through a pointer instead of a switch, the floor",
        .caller = "plain function", .callee = "plain function", .protocol = "calls",
        .is_peer = true,
    },
    .workloads = workloads,
    .workload_count = 1,
    .open = open_stage,
    .close = close_stage,
};
REGISTER_ROW(row);
