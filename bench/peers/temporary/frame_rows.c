/* SPDX-License-Identifier: MIT */
/* Registers a family of arrays in boxes (temporary_peers.h). CMake compiles this file once for each family. */
#include "bench/peers/foreign/foreign.h"
#include FOREIGN_HEADER

const char *FOREIGN_ABSENCE(void);

/* As in bench/peers/foreign/rows.h: a pointer per row, and no array of them. */
#define X(entry, model, protocol, sentence) \
    enum coro_status FOREIGN_ENTRY(entry)(struct fixture *, uint64_t items, uint64_t *done_items); \
    static const struct workload frame_##entry = { \
        .name = "frame", .item = "item", .params = { 1016 }, .batch_items = 2048, .open = foreign_open_every, \
        .run = FOREIGN_ENTRY(entry) \
    }; \
    static const struct workload *const workloads_##entry[] = { &frame_##entry }; \
    static const struct row row_##entry = { \
        .card = { FOREIGN_NAME model, sentence FOREIGN_MADE_BY, "state machine", "state machine", protocol, \
                  .is_variant = true, .is_peer = true }, \
        .workloads = workloads_##entry, .workload_count = 1, \
        .refusal = FOREIGN_ABSENCE, .open = foreign_open_stage, .close = foreign_close_stage, \
    }; \
    static const struct row *const registered_##entry __attribute__((section("corolab_rows"), used, retain)) = &row_##entry;
FOREIGN_ROWS(X)
#undef X
