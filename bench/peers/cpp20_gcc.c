/* SPDX-License-Identifier: MIT */
/* Registers the C++20 peers: a lazy task per next(), whose promise's operator new places it, and the same two loops, compiled
 * by g++ from bench/peers/cpp20/. Two units without LTO keep the dyn boundary between compiled units, as in the rows. The
 * project's executor polls the task. A waiting coroutine is resumed directly, not from the outermost caller down. */
#define CPP20_COMPILER gcc
#include "bench/peers/cpp20/cpp20_peers.h"
#define FOREIGN_MODEL "state machine"
#define FOREIGN_IS_VARIANT true
#include "bench/peers/foreign/rows.h"
