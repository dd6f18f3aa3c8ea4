/* SPDX-License-Identifier: MIT */
/* Caller and callee of a program in one unit. */
#define PROGRAM_LINKAGE static
#include "bench/peers/one_unit/callee_unit.c"
#include "bench/peers/one_unit/caller_unit.c"
