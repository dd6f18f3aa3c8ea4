/* SPDX-License-Identifier: MIT */
/* Registers the C++20 peers of cpp20_gcc.c, compiled by clang++. */
#define CPP20_COMPILER clang
#include "bench/peers/cpp20/cpp20_peers.h"
#define FOREIGN_MODEL "state machine"
#define FOREIGN_IS_VARIANT true
#include "bench/peers/foreign/rows.h"
