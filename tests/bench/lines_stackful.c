/* SPDX-License-Identifier: MIT */
/* The bodies of lines_bodies.inc as coroutines. */
#define ASYNC_MODEL ASYNC_STACKFUL
#define ASYNC_STACK_BYTES (256 << 10)
#define BODIES lines_stackful_bodies
#include "tests/bench/lines_bodies.inc"
