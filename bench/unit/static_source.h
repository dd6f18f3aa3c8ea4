/* SPDX-License-Identifier: MIT */
/* An iterator of known type: a sum of its own. */
#define SEALED_OTHER PADDED
#include SEAL_FILE
#define next STATIC_NEXT(PADDED)
#define sum GLUE(PADDED, _sum, )
#include "bench/bodies/sum.h"
STAMP_ROOT(sum)
STAMP_ROOT(STAMPED(sum))
static const struct sum_bodies GLUE(sums_over_, PADDED, )[MAX_STATIC_DEPTH + 1] = { BOTH_ROOTS(sum) };
#undef sum
#undef next
#define STATIC_BOTTOM(T) STATIC_ITERATOR(T, sums_over_##T, SEALED_THIRD)
#define STATIC_BOTTOM_(T) STATIC_BOTTOM(T)
STATIC_BOTTOM_(PADDED)
#undef STATIC_BOTTOM
#undef STATIC_BOTTOM_
