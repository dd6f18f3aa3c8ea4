/* SPDX-License-Identifier: MIT */
/* The bodies of async_bodies.inc as state machines; async_test.c runs them. */
#define ASYNC_MODEL ASYNC_STACKLESS
#include "tests/coro/async_bodies.inc"

const struct async_bodies async_stackless_bodies = { "stackless", &countdown, &twice, &tidy, &nested, &summing, &refusing,
                                                     tidy_async_poll_kept };
