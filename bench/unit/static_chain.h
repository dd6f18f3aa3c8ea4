/* SPDX-License-Identifier: MIT */
/* Sums over CHAIN's source and over 1, 4 and 16 adapters on it, a filter and a map by turns: sums_over_<CHAIN>[depth]. Each adapter
 * is a type of its own, as in Rust, since it knows the type below it. An include-template: CHAIN, a name, and CHAIN_NEXT, what
 * awaits the source. */
#define LINK(n) GLUE(CHAIN, _link_, n)
#define SUM(n) GLUE(CHAIN, _sum_, n)

#define DEPTH 0
#define BELOW CHAIN_NEXT
#include "bench/unit/static_sum.h"
#define BELOW CHAIN_NEXT
#define FILTER LINK(1)
#define MAP LINK(2)
#include "bench/unit/static_links.h"
#define DEPTH 1
#define BELOW STATIC_NEXT(LINK(1))
#include "bench/unit/static_sum.h"
#define BELOW STATIC_NEXT(LINK(2))
#define FILTER LINK(3)
#define MAP LINK(4)
#include "bench/unit/static_links.h"
#define DEPTH 4
#define BELOW STATIC_NEXT(LINK(4))
#include "bench/unit/static_sum.h"
#define BELOW STATIC_NEXT(LINK(4))
#define FILTER LINK(5)
#define MAP LINK(6)
#include "bench/unit/static_links.h"
#define BELOW STATIC_NEXT(LINK(6))
#define FILTER LINK(7)
#define MAP LINK(8)
#include "bench/unit/static_links.h"
#define BELOW STATIC_NEXT(LINK(8))
#define FILTER LINK(9)
#define MAP LINK(10)
#include "bench/unit/static_links.h"
#define BELOW STATIC_NEXT(LINK(10))
#define FILTER LINK(11)
#define MAP LINK(12)
#include "bench/unit/static_links.h"
#define BELOW STATIC_NEXT(LINK(12))
#define FILTER LINK(13)
#define MAP LINK(14)
#include "bench/unit/static_links.h"
#define BELOW STATIC_NEXT(LINK(14))
#define FILTER LINK(15)
#define MAP LINK(16)
#include "bench/unit/static_links.h"
#define DEPTH 16
#define BELOW STATIC_NEXT(LINK(16))
#include "bench/unit/static_sum.h"

static const struct sum_bodies GLUE(sums_over_, CHAIN, )[MAX_STATIC_DEPTH + 1] = {
    [0] = BOTH_ROOTS(SUM(0)), [1] = BOTH_ROOTS(SUM(1)), [4] = BOTH_ROOTS(SUM(4)), [16] = BOTH_ROOTS(SUM(16)),
};
#undef LINK
#undef SUM
#undef CHAIN
#undef CHAIN_NEXT
