/* SPDX-License-Identifier: MIT */
/* The probes: each answers one question about one row by running its code, in a process that counts allocations. No probe knows a
 * strategy by name. `corolab check` starts a corolab_count process per probe, because a broken row may crash. */
#ifndef BENCH_PROBES_PROBE_H
#define BENCH_PROBES_PROBE_H
#include "bench/probes/conformance_list.h"
#include "bench/probes/probe_result.h"
#include "bench/table/workload.h"

/* Probes of all workloads skip those with more tasks, which take seconds each; a run verifies them before it measures. */
enum { PROBE_MOST_TASKS = 10000 };

typedef struct finding probe_fn(const struct row *);

#define X(name, question) probe_fn probe_##name;
RUN_PROBES(X)
CONFORMANCE_PROBES(X)
#undef X

#endif
