/* SPDX-License-Identifier: MIT */
/* The bodies of async_bodies.inc as coroutines; async_test.c runs them. */
#define ASYNC_MODEL ASYNC_STACKFUL
#define ASYNC_STACK_BYTES (64 * 1024)
#include "tests/coro/async_bodies.inc"

const struct async_bodies async_stackful_bodies = { "stackful", &countdown, &twice, &tidy, &nested, &summing, &refusing,
                                                    NULL };
