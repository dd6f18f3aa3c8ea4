/* SPDX-License-Identifier: MIT */
/* Sums over CHAIN's source and over 1, 4 and 16 adapters on it, a filter and a map by turns: sums_over_<CHAIN>[depth]. Each
 * adapter is a type of its own, as in Rust, because it names the type below it. An include-template: CHAIN, a name, and
 * CHAIN_NEXT, the awaitable of the source. */
#define ADAPTER(n) GLUE(CHAIN, _adapter_, n)
#define SUM(n) GLUE(CHAIN, _sum_, n)

#define next CHAIN_NEXT
#define sum SUM(0)
#include "bench/unit/sum_roots.h"
#define BELOW CHAIN_NEXT
#define FILTER ADAPTER(1)
#define MAP ADAPTER(2)
#include "bench/unit/static_adapters.h"
#define next STATIC_NEXT(ADAPTER(1))
#define sum SUM(1)
#include "bench/unit/sum_roots.h"
#define BELOW STATIC_NEXT(ADAPTER(2))
#define FILTER ADAPTER(3)
#define MAP ADAPTER(4)
#include "bench/unit/static_adapters.h"
#define next STATIC_NEXT(ADAPTER(4))
#define sum SUM(4)
#include "bench/unit/sum_roots.h"
#define BELOW STATIC_NEXT(ADAPTER(4))
#define FILTER ADAPTER(5)
#define MAP ADAPTER(6)
#include "bench/unit/static_adapters.h"
#define BELOW STATIC_NEXT(ADAPTER(6))
#define FILTER ADAPTER(7)
#define MAP ADAPTER(8)
#include "bench/unit/static_adapters.h"
#define BELOW STATIC_NEXT(ADAPTER(8))
#define FILTER ADAPTER(9)
#define MAP ADAPTER(10)
#include "bench/unit/static_adapters.h"
#define BELOW STATIC_NEXT(ADAPTER(10))
#define FILTER ADAPTER(11)
#define MAP ADAPTER(12)
#include "bench/unit/static_adapters.h"
#define BELOW STATIC_NEXT(ADAPTER(12))
#define FILTER ADAPTER(13)
#define MAP ADAPTER(14)
#include "bench/unit/static_adapters.h"
#define BELOW STATIC_NEXT(ADAPTER(14))
#define FILTER ADAPTER(15)
#define MAP ADAPTER(16)
#include "bench/unit/static_adapters.h"
#define next STATIC_NEXT(ADAPTER(16))
#define sum SUM(16)
#include "bench/unit/sum_roots.h"

static const struct sum_bodies GLUE(sums_over_, CHAIN, )[MAX_STATIC_DEPTH + 1] = {
    [0] = BOTH_ROOTS(SUM(0)), [1] = BOTH_ROOTS(SUM(1)), [4] = BOTH_ROOTS(SUM(4)), [16] = BOTH_ROOTS(SUM(16)),
};
#undef ADAPTER
#undef SUM
#undef CHAIN
#undef CHAIN_NEXT
