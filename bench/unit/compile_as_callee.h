/* SPDX-License-Identifier: MIT */
/* Switches coro/async.h to the row's callee model. Every async body after this include is compiled as an iterator of the row.
 * CALLEE chooses between a state machine and a stackful function. bench/unit/compile_as_caller.h switches back. */
#undef ASYNC_MODEL
#undef ASYNC_STACK_BYTES
#undef ASYNC_STACK_FITS
#define ASYNC_MODEL CALLEE
#define ASYNC_STACK_BYTES CALLEE_STACK_BYTES
#define ASYNC_STACK_FITS CALLEE_STACK_FITS
#include "coro/async.h"
