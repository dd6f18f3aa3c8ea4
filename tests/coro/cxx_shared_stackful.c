/* SPDX-License-Identifier: MIT */
/* The bodies of cxx_shared.inc as coroutines, in C. */
#define ASYNC_MODEL ASYNC_STACKFUL
#define ASYNC_STACK_BYTES (64 * 1024)
#include "tests/coro/cxx_shared.inc"

const struct shared_side shared_c_stackful = { "C, stackful", &boxed_iterator, &sum, &countdown_next };
