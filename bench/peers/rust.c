/* SPDX-License-Identifier: MIT */
/* Rust's own answers, for the fidelity of ours: the same two loops, compiled by rustc out of bench/peers/rust/, each named after
 * the row that models it. Two crates without LTO, so that the dyn boundary lies between compiled units as it does here. Frames,
 * futures and iterators are what rustc makes of async fns; the executor that polls the task is ours. */
#include "bench/peers/rust/rust_peers.h"
#define FOREIGN_MODEL "state machine"
#define FOREIGN_IS_VARIANT false
#include "bench/peers/foreign/rows.h"
