/* SPDX-License-Identifier: MIT */
/* Two more iterators of a chain of known types (bench/unit/static_chain.h): the filter FILTER, which awaits BELOW, and the map MAP, which
 * awaits the filter. An include-template: these three. */
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
