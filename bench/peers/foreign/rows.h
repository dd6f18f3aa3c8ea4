/* SPDX-License-Identifier: MIT */
/* Registers a family of peers. An include-template; its parameters are the family's list of peers (foreign.h), and
 *   FOREIGN_MADE_BY      " (rustc 1.95.0)", from CMake
 *   FOREIGN_MODEL        how a caller and a callee are compiled, as in struct row_card
 *   FOREIGN_IS_VARIANT   whether the quick suite skips them
 *   FOREIGN_IS_FOR_COUNTS  whether the quick suite does not time them; false when it is not defined
 * Their functions belong to another compiler: declared here, defined in its archive. */
#include "bench/peers/foreign/foreign.h"
#ifndef FOREIGN_IS_FOR_COUNTS
#define FOREIGN_IS_FOR_COUNTS false
#endif

const char *FOREIGN_ABSENCE(void);

#define X(entry, model, protocol, sentence) \
    enum coro_status FOREIGN_ENTRY(entry)(struct fixture *, uint64_t items, uint64_t *done_items); \
    static const struct workload ready_##entry = { \
        .name = "ready", .item = "item", .batch_items = 8192, .open = foreign_open_every, .run = FOREIGN_ENTRY(entry) \
    }; \
    static const struct workload pending_##entry = { \
        .name = "pending", .item = "item", .params = { 1, 8, 64 }, .batch_items = 8192, \
        .open = foreign_open_every, .run = FOREIGN_ENTRY(entry) \
    }; \
    static const struct workload result_##entry = { \
        .name = "result", .item = "item", .params = { 24, 100 }, .batch_items = 8192, \
        .open = foreign_open_wide, .run = FOREIGN_ENTRY(entry) \
    };
FOREIGN_PEERS(X)
#undef X

/* REGISTER_ROW is for files with one row. An array of pointers would be aligned as large arrays are, and the gap before it taken
 * for a row. */
#define X(entry, model, protocol, sentence) \
    static const struct workload *const workloads_##entry[] = { &ready_##entry, &pending_##entry, &result_##entry }; \
    static const struct row row_##entry = { \
        .card = { FOREIGN_PREFIX model, sentence FOREIGN_MADE_BY, FOREIGN_MODEL, FOREIGN_MODEL, protocol, \
                  .is_variant = FOREIGN_IS_VARIANT, .is_for_counts = FOREIGN_IS_FOR_COUNTS, .is_peer = true }, \
        .workloads = workloads_##entry, .workload_count = FOREIGN_WORKLOADS, \
        .refusal = FOREIGN_ABSENCE, .open = foreign_open_stage, .close = foreign_close_stage, \
    }; \
    static const struct row *const registered_##entry __attribute__((section("corolab_rows"), used, retain)) = &row_##entry;
FOREIGN_PEERS(X)
#undef X
