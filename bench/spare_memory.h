/* SPDX-License-Identifier: MIT */
/* How much memory this process may still touch before the system kills somebody for it. A limit that the system enforces by
 * refusing (RLIMIT_AS, the number of mappings) is not in it: whoever meets one gets a status, and can ask here which it was. Linux;
 * any thread. */
#ifndef CORO_BENCH_SPARE_MEMORY_H
#define CORO_BENCH_SPARE_MEMORY_H
#include <stdbool.h>
#include <stddef.h>

/* Of the machine, or of the process's control group if that leaves less; infinity where neither says. Takes some 30 us. */
double spare_memory_bytes(void);
/* Is so little left that the process should stop taking more? Then there are still some hundred megabytes. */
bool spare_memory_is_short(void);
/* The limit on mappings (vm.max_map_count) if the process has used it up, but for a few; else 0. Takes some 30 ms where there are as
 * many. */
size_t spare_memory_mappings_limit(void);

#endif
