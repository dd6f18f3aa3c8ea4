/* SPDX-License-Identifier: MIT */
/* The bodies of cxx_shared.inc as state machines, in C. */
#define ASYNC_MODEL ASYNC_STACKLESS
#include "tests/coro/cxx_shared.inc"

int shared_alive_count;
const struct shared_side shared_c_stackless = { "C, stackless", &boxed_iterator, &sum, &countdown_next };
