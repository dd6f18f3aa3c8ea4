/* SPDX-License-Identifier: MIT */
/* What follows is compiled as the row's callers: bodies that tasks run. */
#undef ASYNC_MODEL
#undef ASYNC_STACK_BYTES
#define ASYNC_MODEL CALLER
#define ASYNC_STACK_BYTES CALLER_STACK_BYTES
#include "coro/async.h"
