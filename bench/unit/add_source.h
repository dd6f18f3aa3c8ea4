/* SPDX-License-Identifier: MIT */
/* Adds one type of iterator in the row's way. A dyn row puts it behind dyn, where any body can await it. A static row knows the
 * type, and gets a sum of its own unless SOURCE_HAS_OWN_BODY is defined. An include-template: SOURCE, whose next() was compiled
 * just before. The awaitable for it is NEXT_OF(SOURCE). */
#if PROTOCOL != PROTOCOL_STATIC
DYN_ITERATOR(SOURCE)
#else
#define KNOWN SOURCE
#include "bench/unit/known_next.h"
#ifdef SOURCE_HAS_OWN_BODY
KNOWN_TYPE(SOURCE, NULL, SEALED_THIRD)
#else
#define next STATIC_NEXT(SOURCE)
#define sum GLUE(SOURCE, _sum, )
#include "bench/unit/sum_roots.h"
static const struct sum_bodies GLUE(sums_over_, SOURCE, )[MAX_STATIC_DEPTH + 1] = { BOTH_ROOTS(GLUE(SOURCE, _sum, )) };
KNOWN_TYPE(SOURCE, GLUE(sums_over_, SOURCE, ), SEALED_THIRD)
#endif
#endif
#undef SOURCE
#undef SOURCE_HAS_OWN_BODY
