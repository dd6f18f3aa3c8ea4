/* SPDX-License-Identifier: MIT */
/* One more bottom iterator of a size of its own, in this row's way. An include-template: PADDED, PADDED_BYTES, both undefined
 * after it. */
#include "bench/stamp/callee.h"
#include "bench/iterators/padded.h"
#include BOTTOM_ROOTS
#include "bench/stamp/caller.h"
#undef PADDED
#undef PADDED_BYTES
