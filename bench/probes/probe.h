/* SPDX-License-Identifier: MIT */
/* The probes: each answers one question about one row by running its code, in a process that counts its allocations. None of
 * them knows a strategy by name. A probe may crash when the row is broken, so each gets a process of its own. */
#ifndef BENCH_PROBES_PROBE_H
#define BENCH_PROBES_PROBE_H
#include "bench/probes/conformance_list.h"
#include "bench/probes/probe_result.h"
#include "bench/table/workload.h"

/* Probes that go through all workloads leave out those with more tasks: they take seconds each, and are verified when they run. */
enum { PROBE_MOST_TASKS = 10000 };

typedef struct finding probe_fn(const struct row *);

#define X(name, question) probe_fn probe_##name;
RUN_PROBES(X)
CONFORMANCE_PROBES(X)
#undef X

/* NULL when there is no probe of that name. */
probe_fn *probe_find(const char *name);

#endif
