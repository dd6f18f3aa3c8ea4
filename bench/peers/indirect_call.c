/* SPDX-License-Identifier: MIT */
/* A peer, the lower bound of every switch: a call through a pointer and its return, to a function that counts. */
#include <stdlib.h>
#include "bench/switches/switch_data.h"
#include "bench/table/workload.h"

struct fixture { struct fixture_head head; };

static enum coro_status open_fixture(const struct fixture_head *head, struct fixture **out)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        return CORO_ERR_NO_MEMORY;
    fixture->head = *head;
    *out = fixture;
    return CORO_OK;
}
static void close_fixture(struct fixture *fixture) { free(fixture); }

static enum coro_status open_nothing(struct fixture *fixture, unsigned param)
{
    (void)fixture, (void)param;
    return CORO_OK;
}

static void count_one(void *arg) { ++*(uint64_t *)arg; }

static enum coro_status run_flat(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    (void)fixture;
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
    .open = open_fixture,
    .close = close_fixture,
};
REGISTER_ROW(row);
