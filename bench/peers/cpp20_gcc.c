/* SPDX-License-Identifier: MIT */
/* C++20's own answers: a lazy task per next(), where its promise's operator new puts it, and the same two loops, compiled by g++
 * out of bench/peers/cpp20/. Two units without LTO, so that the boundary lies between compiled units as it does here. The
 * executor that polls the task is ours; a coroutine that waits is resumed itself, and not from the outermost caller down. */
#define CPP20_COMPILER gcc
#include "bench/peers/cpp20/cpp20_peers.h"
#define FOREIGN_MODEL "state machine"
#define FOREIGN_IS_VARIANT true
#include "bench/peers/foreign/rows.h"
