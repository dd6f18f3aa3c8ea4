/* SPDX-License-Identifier: MIT */
/* What follows is compiled as the row's callers: bodies that tasks run. */
#undef ASYNC_MODEL
#undef ASYNC_STACK_BYTES
#undef ASYNC_STACK_FITS
#define ASYNC_MODEL CALLER
#define ASYNC_STACK_BYTES CALLER_STACK_BYTES
#define ASYNC_STACK_FITS 0
#include "coro/async.h"
