/* SPDX-License-Identifier: MIT */
/* Chooses the CPU that the measured programs of this process are pinned to, and reserves it against other runs: two runs on one
 * CPU would measure one another. */
#ifndef BENCH_RUNNER_MACHINE_CPU_H
#define BENCH_RUNNER_MACHINE_CPU_H
#include <stdbool.h>

/* The last CPU that this process may run on and that no other run has reserved; the first CPUs take most interrupts. The
 * reservation lasts until the process ends. RUNNER_ANY_CPU (child.h) when the process may run on one CPU only. *is_shared: all
 * CPUs were reserved, and this is the last of them. Runs in another network namespace, as in a container, are not seen. */
int runner_cpu_take(bool *is_shared);

#endif
