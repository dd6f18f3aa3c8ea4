/* SPDX-License-Identifier: MIT */
/* One more bottom iterator of a size of its own, in this row's way. An include-template: PADDED, PADDED_BYTES, and PADDED_FILE when
 * it is not the one that never waits; all undefined after it. */
#ifndef PADDED_FILE
#define PADDED_FILE "bench/iterators/padded.h"
#endif
#include "bench/unit/compile_as_callee.h"
#include PADDED_FILE
#define ASSERT_FRAME(T, bytes) ASSERT_FRAME_(T, bytes)
#define ASSERT_FRAME_(T, bytes) \
    _Static_assert(CALLEE == ASYNC_STACKFUL || T##_next_bytes == (bytes), "the workload is named by the exact size of the frame")
ASSERT_FRAME(PADDED, PADDED_BYTES);
#undef ASSERT_FRAME
#undef ASSERT_FRAME_
#include BOTTOM_ROOTS
#include "bench/unit/compile_as_caller.h"
#undef PADDED
#undef PADDED_BYTES
#undef PADDED_FILE
