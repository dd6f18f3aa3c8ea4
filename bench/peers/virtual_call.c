/* SPDX-License-Identifier: MIT */
/* A peer, the lower bound of every dyn row: a synchronous iterator behind a vtable, without futures or waiting. */
#include <stdlib.h>
#include "bench/table/workload.h"

struct source;
struct source_vtable { struct coro_polled (*next)(struct source *); };
struct source { const struct source_vtable *vtable; uint64_t i, end; };
struct fixture { struct fixture_head head; struct source source; };

static struct coro_polled range_next(struct source *self)
{
    return self->i == self->end ? coro_none() : coro_some(self->i++);
}
static const struct source_vtable range_vtable = { range_next };

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

static enum coro_status open_ready(struct fixture *fixture, unsigned param)
{
    (void)param;
    fixture->source.vtable = &range_vtable;
    return CORO_OK;
}

static enum coro_status run_ready(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct source *source = &fixture->source;
    uint64_t total = 0;
    source->i = 0;
    source->end = items;
    for (;;) {
        const struct source_vtable *vtable = source->vtable;
        CORO_OPAQUE(vtable);
        struct coro_polled got = vtable->next(source);
        if (got.tag != CORO_SOME)
            break;
        CORO_OPAQUE(got.value);
        total += got.value;
    }
    *done_items = items;
    return total == items * (items - 1) / 2 ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

static const struct workload ready = {
    .name = "ready", .item = "item", .batch_items = 8192, .open = open_ready, .run = run_ready,
};
static const struct workload *const workloads[] = { &ready };
static const struct row row = {
    .card = {
        .name = "peer:virtual_call",
        .sentence = "a synchronous virtual call per item, the floor",
        .caller = "plain function", .callee = "plain function", .protocol = "calls",
        .is_peer = true,
    },
    .workloads = workloads,
    .workload_count = 1,
    .open = open_fixture,
    .close = close_fixture,
};
REGISTER_ROW(row);
