/* SPDX-License-Identifier: MIT */
/* The fixture of a row and every workload, on the iterators included before (bench/unit/row_iterators.h). The build makes
 * workloads.inc out of the files of bench/workloads, so a new file there is a new workload of every row. */
#include "bench/unit/chain.h"
#include "bench/unit/fixture.h"
#include "bench/unit/sum_workloads.h"
#include "bench/unit/switch_workloads.h"
#include "bench/unit/wake_workloads.h"
#include "workloads.inc"
