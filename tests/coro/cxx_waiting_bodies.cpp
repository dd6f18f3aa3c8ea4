// SPDX-License-Identifier: MIT
// The bodies of waiting_bodies.inc as C++; waiting_fixture.h runs them. Each model has a namespace.
#define ASYNC_MODEL ASYNC_STACKLESS
#include "coro/async.h"
#include "coro/task.h"
#include "coro/timer.h"
#include "tests/coro/waiting_bodies.h"

namespace stackless {
#include "tests/coro/waiting_bodies.inc"
}

#undef ASYNC_MODEL
#define ASYNC_MODEL ASYNC_STACKFUL
#define ASYNC_STACK_BYTES (64 * 1024)
namespace stackful {
#include "tests/coro/waiting_bodies.inc"
}

#define BODIES(model) \
    { "C++, " #model, &model::yielding, &model::giving_way, &model::suspending, &model::joining, &model::cancelling, \
      &model::sleeping, &model::sleeping_until }
const waiting_bodies waiting_stackless_bodies = BODIES(stackless);
const waiting_bodies waiting_stackful_bodies = BODIES(stackful);
