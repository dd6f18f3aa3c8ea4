/* SPDX-License-Identifier: MIT */
/* The bodies of lines_bodies.inc as state machines. */
#define ASYNC_MODEL ASYNC_STACKLESS
#define BODIES lines_stackless_bodies
#include "tests/bench/lines_bodies.inc"
