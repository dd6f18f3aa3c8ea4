/* SPDX-License-Identifier: MIT */
/* Registers a family of programs (program_list.h). CMake compiles this file once for each family. */
#include "bench/peers/foreign/foreign.h"
#include FOREIGN_HEADER

const char *FOREIGN_ABSENCE(void);
#define X(entry, model, protocol, sentence) enum coro_status FOREIGN_ENTRY(entry)(struct fixture *, uint64_t, uint64_t *);
FOREIGN_PEERS(X)
#undef X

#define X(row, model, protocol, sentence) \
    static const struct workload ready_##row = { \
        .name = "ready", .item = "item", .batch_items = 8192, .open = foreign_open_every, .run = FOREIGN_ENTRY(row##_ready) \
    }; \
    static const struct workload pending_##row = { \
        .name = "pending", .item = "item", .params = { 8 }, .batch_items = 8192, .open = foreign_open_every, \
        .run = FOREIGN_ENTRY(row##_pending) \
    }; \
    static const struct workload two_types_##row = { \
        .name = "two_types", .item = "item", .batch_items = 8192, .open = foreign_open_every, \
        .run = FOREIGN_ENTRY(row##_two_types) \
    }; \
    static const struct workload depth_##row = { \
        .name = "depth", .item = "item", .params = { 4 }, .batch_items = 2048, .open = foreign_open_every, \
        .run = FOREIGN_ENTRY(row##_depth) \
    };
FOREIGN_ROWS(X)
#undef X

/* As in rows.h: a pointer per row, and no array of them. */
#define X(name, model, protocol, sentence) \
    static const struct workload *const workloads_##name[] = { \
        &ready_##name, &pending_##name, &two_types_##name, &depth_##name \
    }; \
    static const struct row row_##name = { \
        .card = { FOREIGN_NAME model, sentence FOREIGN_MADE_BY, "state machine", "state machine", protocol, \
                  .is_variant = true, .is_peer = true }, \
        .workloads = workloads_##name, .workload_count = sizeof workloads_##name / sizeof *workloads_##name, \
        .refusal = FOREIGN_ABSENCE, .open = foreign_open_stage, .close = foreign_close_stage, \
    }; \
    static const struct row *const registered_##name __attribute__((section("corolab_rows"), used, retain)) = &row_##name;
FOREIGN_ROWS(X)
#undef X
