/* SPDX-License-Identifier: MIT */
#define ASYNC_MODEL ASYNC_STACKLESS
#define BODIES lines_stackless_bodies
#include "tests/bench/lines_bodies.inc"
