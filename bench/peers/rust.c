/* SPDX-License-Identifier: MIT */
/* Registers the Rust peers: rustc's own code for the same two loops, from bench/peers/rust/, each named after the row that
 * models it. Two crates without LTO keep the dyn boundary between compiled units, as in the rows. Frames, futures and iterators
 * are rustc's; the project's executor polls the task. Panics unwind, as rustc has them by default. */
#define RUST_PANIC unwind
#include "bench/peers/rust/rust_peers.h"
#define FOREIGN_PREFIX "peer:rust/"
#define FOREIGN_MODEL "state machine"
#define FOREIGN_IS_VARIANT false
#include "bench/peers/foreign/rows.h"
