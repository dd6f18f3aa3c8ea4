/* SPDX-License-Identifier: MIT */
/* Adds one iterator of known type, with a sum of its own where SOURCE_IS_SUMMED. An include-template: SOURCE, whose body was
 * compiled just before, and SOURCE_IS_SUMMED, 0 or 1. bench/unit/dyn_source.h is the same behind dyn. */
#define KNOWN SOURCE
#include "bench/unit/known_next.h"
#if SOURCE_IS_SUMMED
#define next STATIC_NEXT(SOURCE)
#define sum GLUE(SOURCE, _sum, )
#include "bench/unit/sum_roots.h"
static const struct sum_bodies GLUE(sums_over_, SOURCE, )[MAX_STATIC_DEPTH + 1] = { BOTH_ROOTS(sum) };
#undef sum
#undef next
KNOWN_TYPE(SOURCE, GLUE(sums_over_, SOURCE, ), SEALED_THIRD)
#else
KNOWN_TYPE(SOURCE, NULL, SEALED_THIRD)
#endif
#undef SOURCE
#undef SOURCE_IS_SUMMED
