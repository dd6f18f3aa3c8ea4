/* SPDX-License-Identifier: MIT */
/* The CPU that the measured programs of this process are pinned to. Two runs at once on one CPU would measure one another. */
#ifndef BENCH_RUNNER_MACHINE_CPU_H
#define BENCH_RUNNER_MACHINE_CPU_H
#include <stdbool.h>

/* The last CPU that this process may run on (the first ones take most interrupts) and that no other run has taken; it is taken until
 * the process ends. RUNNER_ANY_CPU (child.h) when the process may run on one only. *is_shared: all of them were taken, and it is the
 * last. Runs in another network namespace, as in a container, are not seen. */
int runner_cpu_take(bool *is_shared);

#endif
