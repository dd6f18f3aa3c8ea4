/* SPDX-License-Identifier: MIT */
/* The bodies of waiting_bodies.inc as state machines; waiting_fixture.h runs them. */
#define ASYNC_MODEL ASYNC_STACKLESS
#include "tests/coro/waiting_bodies.inc"

const struct waiting_bodies waiting_stackless_bodies = {
    "stackless", &yielding, &giving_way, &suspending, &joining, &cancelling, &sleeping, &sleeping_until,
};
