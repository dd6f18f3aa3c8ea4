/* SPDX-License-Identifier: MIT */
/* One row of the table: a strategy compiled into the iterators and the workloads. The build compiles this file once per file
 * under strategies/, with STRATEGY_FILE and STRATEGY_NAME, and the object registers one descriptor (struct row of
 * bench/table/workload.h). */
#include <string.h>
#include "bench/table/workload.h"
#include "bench/unit/row_iterators.h"
#include "bench/unit/row_workloads.h"

#ifndef ROW_EXTENDS
#define ROW_EXTENDS 0       /* 1: a library brings these workloads for the row of this name in the table */
#endif
#if ROW_EXTENDS
static const struct row_probes *const row_probes = NULL;    /* the row of the table has them */
#else
#include "bench/unit/probes.h"
static const struct row_probes *const row_probes = &probes;
#endif

static const char *const protocol_names[] = {
    [PROTOCOL_CALLEE_PLACES] = "callee places", [PROTOCOL_CALLER_PLACES] = "caller places", [PROTOCOL_POLLS_NEXT] = "polls next",
    [PROTOCOL_CALLS] = "calls", [PROTOCOL_STATIC] = "static",
};

static const char *const model_names[] = { [ASYNC_STACKLESS] = "state machine", [ASYNC_STACKFUL] = "stackful" };

static size_t claim_count(void)
{
    size_t count = 0;
    while (strategy.claims && strategy.claims[count].quote)
        count++;
    return count;
}

static struct row row = {
    .card = {
        .name = STRATEGY_NAME,
        .call_site_bytes = sizeof(struct call_site),
        .task_bytes = sizeof(struct task_part),
    },
    .extends = ROW_EXTENDS,
    .workloads = workloads,
    .workload_count = sizeof workloads / sizeof *workloads,
    .refusal = fixture_refusal,
    .open = fixture_open,
    .close = fixture_close,
};
REGISTER_ROW(row);

/* Fills in the fields that need run-time initialisation. */
__attribute__((constructor)) static void complete_row(void)
{
    row.card.sentence = strategy.sentence;
    row.probes = row_probes;
    row.card.lives = strategy.lives;
    row.card.threads_share = strategy.threads.shared;
    row.card.sharing_refusal = sharing_refusal();
    row.card.tuned_on = strategy.tuned_on;
    row.card.fidelity = strategy.fidelity;
    row.card.is_variant = strategy.is_variant;
    row.card.is_swept = strategy.is_swept;
    row.card.caller = model_names[CALLER];
    row.card.callee = model_names[CALLEE];
    row.card.protocol = protocol_names[PROTOCOL];
    row.order = strategy.order;
    row.allocator = strategy.allocator;
    row.card.claims = strategy.claims;
    row.card.claim_count = claim_count();
    row.card.systems = strategy.systems;
    row.card.adapter_bytes = PROTOCOL == PROTOCOL_STATIC ? 0 : adapter_bytes(range_type.frame);
}
