/* SPDX-License-Identifier: MIT */
/* Adds one iterator with a frame of PADDED_BYTES, in the row's way. An include-template. Define PADDED_BYTES before including;
 * this file undefines it. The workload defines PADDED, the iterator's name, and PADDED_FILE, its body, once for all its
 * sizes. */
#include "bench/unit/compile_as_callee.h"
#include PADDED_FILE
_Static_assert(CALLEE == ASYNC_STACKFUL || GLUE(PADDED, _next_async_bytes, ) == PADDED_BYTES,
               "a size is exactly that of the frame");
#define SOURCE PADDED
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"
#undef PADDED_BYTES
