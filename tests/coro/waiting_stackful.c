/* SPDX-License-Identifier: MIT */
/* The bodies of waiting_bodies.inc as coroutines; waiting_fixture.h runs them. */
#define ASYNC_MODEL ASYNC_STACKFUL
#define ASYNC_STACK_BYTES (64 * 1024)
#include "tests/coro/waiting_bodies.inc"

const struct waiting_bodies waiting_stackful_bodies = {
    "stackful", &yielding, &giving_way, &suspending, &joining, &cancelling, &sleeping, &sleeping_until,
};
