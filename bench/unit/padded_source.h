/* SPDX-License-Identifier: MIT */
/* Adds one iterator whose frame has a size of its own, in the row's way. An include-template: PADDED_BYTES, which is
 * undefined after it. The workload defines PADDED, the iterator's name, and PADDED_FILE, its body, once for all its sizes. */
#include "bench/unit/compile_as_callee.h"
#include PADDED_FILE
_Static_assert(CALLEE == ASYNC_STACKFUL || GLUE(PADDED, _next_bytes, ) == PADDED_BYTES, "a size is exactly that of the frame");
#define SOURCE PADDED
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"
#undef PADDED_BYTES
