/* SPDX-License-Identifier: MIT */
/* Owns the directory into which callgrind writes its dumps, and computes the cost of one cell per item from two of them. */
#ifndef BENCH_RUNNER_CALLGRIND_DUMP_DIRECTORY_H
#define BENCH_RUNNER_CALLGRIND_DUMP_DIRECTORY_H
#include <jansson.h>
#include <limits.h>
#include "bench/runner/callgrind/callgrind.h"
#include "coro/status.h"

struct dumps {
    char directory[PATH_MAX];
    struct callgrind_dump *dumps;       /* dumps that a client request caused */
    size_t count, capacity;
};

/* Makes an empty directory of its own under TMPDIR or /tmp. CORO_ERR_IO. */
CORO_MUST_USE enum coro_status runner_dumps_init(struct dumps *);
/* Reads every dump in the directory, forgetting what was read before, and deletes the files. A file that is no whole dump is
 * passed over. CORO_ERR_IO when there is no such directory. */
CORO_MUST_USE enum coro_status runner_dumps_collect(struct dumps *);
/* Deletes the directory and what is in it. */
void runner_dumps_fini(struct dumps *);

/* Finds the two dumps whose triggers are "WORKLOAD N" with different N, and gives {"metrics":{...}}, a new reference: the
 * differences of their costs, divided by that of the items that ran, items[0] with the smaller N. NULL when there are not two
 * such dumps or the items do not differ. */
json_t *runner_dumps_per_item(const struct dumps *, const char *workload, const double items[2]);

#endif
