// SPDX-License-Identifier: MIT
// The bodies of async_bodies.inc as C++; async_test.c runs them. C++ has room for both models in one unit: each has a namespace.
#define ASYNC_MODEL ASYNC_STACKLESS
#include "coro/async.h"
#include "tests/coro/async_bodies.h"

namespace stackless {
#include "tests/coro/async_bodies.inc"
}

#undef ASYNC_MODEL
#define ASYNC_MODEL ASYNC_STACKFUL
#define ASYNC_STACK_BYTES (64 * 1024)
namespace stackful {
#include "tests/coro/async_bodies.inc"
}

#define BODIES(model, kept) \
    { "C++, " #model, &model::countdown, &model::twice, &model::tidy, &model::nested, &model::summing, &model::refusing, kept }
const async_bodies async_stackless_bodies = BODIES(stackless, stackless::tidy_async_poll_kept);
const async_bodies async_stackful_bodies = BODIES(stackful, nullptr);
