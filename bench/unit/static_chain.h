/* SPDX-License-Identifier: MIT */
/* Sums over chains of 0 to 16 adapters, a filter and a map by turns, on iterator BOTTOM. An include-template: BOTTOM. */
#define LINK(n) GLUE(BOTTOM, _link_, n)
#define SUM(n) GLUE(BOTTOM, _sum_, n)
#define AWAITED(n) STATIC_NEXT(GLUE(BOTTOM, _link_, n))

#define next BOTTOM_NEXT
#define sum SUM(0)
#include "bench/bodies/sum.h"
#undef sum
#define filter LINK(1)
#include "bench/iterators/filter.h"
#undef filter
#define SEALED_OTHER LINK(1)
#include SEAL_FILE
#undef next
#define next AWAITED(1)
#define sum SUM(1)
#include "bench/bodies/sum.h"
#undef sum
#define map LINK(2)
#include "bench/iterators/map.h"
#undef map
#define SEALED_OTHER LINK(2)
#include SEAL_FILE
#undef next
#define next AWAITED(2)
#define filter LINK(3)
#include "bench/iterators/filter.h"
#undef filter
#define SEALED_OTHER LINK(3)
#include SEAL_FILE
#undef next
#define next AWAITED(3)
#define map LINK(4)
#include "bench/iterators/map.h"
#undef map
#define SEALED_OTHER LINK(4)
#include SEAL_FILE
#undef next
#define next AWAITED(4)
#define sum SUM(4)
#include "bench/bodies/sum.h"
#undef sum
#define filter LINK(5)
#include "bench/iterators/filter.h"
#undef filter
#define SEALED_OTHER LINK(5)
#include SEAL_FILE
#undef next
#define next AWAITED(5)
#define map LINK(6)
#include "bench/iterators/map.h"
#undef map
#define SEALED_OTHER LINK(6)
#include SEAL_FILE
#undef next
#define next AWAITED(6)
#define filter LINK(7)
#include "bench/iterators/filter.h"
#undef filter
#define SEALED_OTHER LINK(7)
#include SEAL_FILE
#undef next
#define next AWAITED(7)
#define map LINK(8)
#include "bench/iterators/map.h"
#undef map
#define SEALED_OTHER LINK(8)
#include SEAL_FILE
#undef next
#define next AWAITED(8)
#define filter LINK(9)
#include "bench/iterators/filter.h"
#undef filter
#define SEALED_OTHER LINK(9)
#include SEAL_FILE
#undef next
#define next AWAITED(9)
#define map LINK(10)
#include "bench/iterators/map.h"
#undef map
#define SEALED_OTHER LINK(10)
#include SEAL_FILE
#undef next
#define next AWAITED(10)
#define filter LINK(11)
#include "bench/iterators/filter.h"
#undef filter
#define SEALED_OTHER LINK(11)
#include SEAL_FILE
#undef next
#define next AWAITED(11)
#define map LINK(12)
#include "bench/iterators/map.h"
#undef map
#define SEALED_OTHER LINK(12)
#include SEAL_FILE
#undef next
#define next AWAITED(12)
#define filter LINK(13)
#include "bench/iterators/filter.h"
#undef filter
#define SEALED_OTHER LINK(13)
#include SEAL_FILE
#undef next
#define next AWAITED(13)
#define map LINK(14)
#include "bench/iterators/map.h"
#undef map
#define SEALED_OTHER LINK(14)
#include SEAL_FILE
#undef next
#define next AWAITED(14)
#define filter LINK(15)
#include "bench/iterators/filter.h"
#undef filter
#define SEALED_OTHER LINK(15)
#include SEAL_FILE
#undef next
#define next AWAITED(15)
#define map LINK(16)
#include "bench/iterators/map.h"
#undef map
#define SEALED_OTHER LINK(16)
#include SEAL_FILE
#undef next
#define next AWAITED(16)
#define sum SUM(16)
#include "bench/bodies/sum.h"
#undef sum
#undef next

STAMP_ROOT(SUM(0))
STAMP_ROOT(SUM(1))
STAMP_ROOT(SUM(4))
STAMP_ROOT(SUM(16))
STAMP_ROOT(STAMPED(SUM(0)))
STAMP_ROOT(STAMPED(SUM(1)))
STAMP_ROOT(STAMPED(SUM(4)))
STAMP_ROOT(STAMPED(SUM(16)))
static const struct sum_bodies GLUE(sums_over_, BOTTOM, )[MAX_STATIC_DEPTH + 1] = {
    [0] = BOTH_ROOTS(SUM(0)), [1] = BOTH_ROOTS(SUM(1)), [4] = BOTH_ROOTS(SUM(4)), [16] = BOTH_ROOTS(SUM(16)),
};
#undef LINK
#undef SUM
#undef AWAITED
