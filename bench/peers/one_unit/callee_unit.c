/* SPDX-License-Identifier: MIT */
/* The callee's unit of a program: the row's callee side, and the iterators of PROGRAM_FILE, which makes one and hands it to the
 * caller. */
#include "bench/peers/one_unit/program.h"
#include "strategies/callee_side.h"
#include "strategies/caller_side.h"

static const struct sum_bodies dyn_sums[1];
#include "bench/unit/compile_as_callee.h"
#include PROGRAM_FILE
