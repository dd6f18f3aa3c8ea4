/* SPDX-License-Identifier: MIT */
/* The sums SUM(DEPTH) over a chain of known types (bench/unit/static_chain.h), which await BELOW. An include-template: DEPTH,
 * BELOW. */
#define next BELOW
#define sum SUM(DEPTH)
#include "bench/unit/sum_roots.h"
#undef sum
#undef next
#undef DEPTH
#undef BELOW
