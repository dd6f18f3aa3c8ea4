/* SPDX-License-Identifier: MIT */
/* One more bottom iterator of a size of its own, in this row's way. An include-template: PADDED, PADDED_BYTES, both undefined
 * after it. */
#include "bench/stamp/callee.h"
#include "bench/iterators/padded.h"
#define ASSERT_FRAME(T, bytes) ASSERT_FRAME_(T, bytes)
#define ASSERT_FRAME_(T, bytes) \
    _Static_assert(CALLEE == ASYNC_STACKFUL || T##_next_bytes == (bytes), "the workload is named by the exact size of the frame")
ASSERT_FRAME(PADDED, PADDED_BYTES);
#undef ASSERT_FRAME
#undef ASSERT_FRAME_
#include BOTTOM_ROOTS
#include "bench/stamp/caller.h"
#undef PADDED
#undef PADDED_BYTES
