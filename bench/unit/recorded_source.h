/* SPDX-License-Identifier: MIT */
/* One more size of a recorded callee behind dyn. An include-template: RECORDED and RECORDED_BYTES, both undefined after it. */
#include "bench/iterators/recorded.h"
#define RECORDED_BOTTOM(T) DYN_ITERATOR(T)
RECORDED_BOTTOM(RECORDED)
#undef RECORDED_BOTTOM
#undef RECORDED
#undef RECORDED_BYTES
