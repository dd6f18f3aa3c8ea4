/* SPDX-License-Identifier: MIT */
/* Stands in for the Rust peers where there is no compiler for them: ABSENCE is the reason, from CMake. */
#include "bench/peers/rust/rust.h"

const char *rust_peer_absence(void) { return ABSENCE; }

#define X(entry, model, protocol, sentence) \
    enum coro_status rust_##entry(struct stage *stage, uint64_t items, uint64_t *done_items) \
    { (void)stage, (void)items, (void)done_items; return CORO_ERR_UNSUPPORTED; }
RUST_PEERS(X)
#undef X
