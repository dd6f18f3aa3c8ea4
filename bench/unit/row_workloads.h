/* SPDX-License-Identifier: MIT */
/* The fixture of a row and every workload, on the iterators included before (bench/unit/row_iterators.h). workloads.inc is made by
 * the build out of bench/workloads. */
#include "bench/unit/chain.h"
#include "bench/unit/fixture.h"
#include "bench/unit/sum_workloads.h"
#include "bench/unit/switch_workloads.h"
#include "bench/unit/wake_workloads.h"
#include "workloads.inc"
