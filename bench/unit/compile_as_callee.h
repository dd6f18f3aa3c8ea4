/* SPDX-License-Identifier: MIT */
/* What follows is compiled as the row's callees: iterators. */
#undef ASYNC_MODEL
#undef ASYNC_STACK_BYTES
#undef ASYNC_STACK_FITS
#define ASYNC_MODEL CALLEE
#define ASYNC_STACK_BYTES CALLEE_STACK_BYTES
#define ASYNC_STACK_FITS CALLEE_STACK_FITS
#include "coro/async.h"
