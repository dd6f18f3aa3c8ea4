/* SPDX-License-Identifier: MIT */
/* Two more adapters of a chain of known types (bench/unit/static_chain.h): FILTER, a filter that awaits BELOW, and MAP, a map
 * that awaits the filter. An include-template: FILTER, MAP, BELOW. */
#define next BELOW
#define filter FILTER
#include "bench/iterators/filter.h"
#undef filter
#undef next
#define KNOWN FILTER
#include "bench/unit/known_next.h"
#define next STATIC_NEXT(FILTER)
#define map MAP
#include "bench/iterators/map.h"
#undef map
#undef next
#define KNOWN MAP
#include "bench/unit/known_next.h"
#undef BELOW
#undef FILTER
#undef MAP
