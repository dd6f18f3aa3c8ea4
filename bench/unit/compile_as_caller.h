/* SPDX-License-Identifier: MIT */
/* Switches coro/async.h to the row's caller model. Every async body after this include is compiled as the body of a task.
 * CALLER chooses between a state machine and a stackful function. bench/unit/compile_as_callee.h switches to iterators. */
#undef ASYNC_MODEL
#undef ASYNC_STACK_BYTES
#undef ASYNC_STACK_FITS
#define ASYNC_MODEL CALLER
#define ASYNC_STACK_BYTES CALLER_STACK_BYTES
#define ASYNC_STACK_FITS 0
#include "coro/async.h"
