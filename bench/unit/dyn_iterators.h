/* SPDX-License-Identifier: MIT */
/* The iterators that every row has, behind the dyn boundary, and the sum that awaits them. Each exists once, whatever it is
 * stacked upon. bench/unit/row_iterators.h selects this file for every row whose callers know no types;
 * bench/unit/static_iterators.h and bench/unit/boxing_iterators.h are the alternatives. */

static const struct sum_bodies dyn_sums[1];
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/range.h"
DYN_ITERATOR(range)
#include "bench/iterators/ticker.h"
DYN_ITERATOR(ticker)
#include "bench/iterators/filter.h"
DYN_ITERATOR(filter)
#include "bench/iterators/map.h"
DYN_ITERATOR(map)
#include "bench/unit/compile_as_caller.h"
#include "bench/unit/sum_roots.h"
#include "bench/unit/dyn_handle.h"

static const struct sum_bodies dyn_sums[] = { BOTH_ROOTS(sum) };
