/* SPDX-License-Identifier: MIT */
/* Counts events of this thread by perf_event_open(2): those of the processor, in user mode. The events of a set are one group, so
 * they are counted over the same instructions. A group that had to share the processor's counters with others is scaled to the
 * whole time, by the share in which it counted.
 *
 * The environment may name another set in COROLAB_COUNTER_EVENTS: `software` has events that the kernel counts, where a machine
 * or a test has no others. Their names differ, so no figure of one set passes for one of the other. */
#ifndef BENCH_MEASURE_COUNTERS_H
#define BENCH_MEASURE_COUNTERS_H
#include <stdint.h>
#include "coro/status.h"

#define COUNTERS_VARIABLE "COROLAB_COUNTER_EVENTS"
enum { COUNTERS_MAX = 4 };

struct counters {
    const char *names[COUNTERS_MAX];    /* of metrics: cycles, cpu_instructions, branch_misses, cache_misses; of `software`:
                                         * task_clock_ns, page_faults */
    int fds[COUNTERS_MAX];
    int count;
};

/* Opens the events of the set, stopped. An event that the machine lacks is left out, but for the first. CORO_ERR_UNSUPPORTED
 * when there are none: *why is a sentence, valid until the next call. Close with counters_close. */
CORO_MUST_USE enum coro_status counters_open(struct counters *, const char **why);
void counters_close(struct counters *);
/* Starts counting at 0. */
void counters_start(const struct counters *);
/* Stops counting, and stores the counts in the order of the names. CORO_ERR_UNSUPPORTED, with a sentence, when the events had the
 * processor's counters at no time. */
CORO_MUST_USE enum coro_status counters_stop(const struct counters *, double counts[COUNTERS_MAX], const char **why);

/* The reason why this process can count no events; NULL when it can. Valid until the next call of either. */
const char *counters_absence(void);

/* Scales a count that was taken for `running` of the time `enabled` to the whole time. */
double counters_scale(uint64_t count, uint64_t enabled, uint64_t running);

#endif
