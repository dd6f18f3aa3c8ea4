/* SPDX-License-Identifier: MIT */
/* Compiles the iterators that every row has, behind the dyn boundary, and the sum that awaits them. An adapter is compiled once
 * for all sources below it. bench/unit/row_iterators.h selects this file for rows whose callers know no types. The alternatives
 * are bench/unit/static_iterators.h and bench/unit/boxing_iterators.h. */

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
