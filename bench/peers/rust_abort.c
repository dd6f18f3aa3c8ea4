/* SPDX-License-Identifier: MIT */
/* Registers the Rust peers once more, from the same sources with panics that abort. C has no unwinding, so these are what the
 * rows are held against. */
#define RUST_PANIC abort
#include "bench/peers/rust/rust_peers.h"
#define FOREIGN_PREFIX "peer:rust_abort/"
#define FOREIGN_MODEL "state machine"
#define FOREIGN_IS_VARIANT false
#define FOREIGN_IS_FOR_COUNTS true
#include "bench/peers/foreign/rows.h"
