/* SPDX-License-Identifier: MIT */
/* The trace that the workload `real` replays: what an asynchronous program's dyn calls took, one record for each, in the order
 * in which they began. The format, and how the default trace was recorded, is in bench/traces/README.md. */
#ifndef CORO_BENCH_TRACE_H
#define CORO_BENCH_TRACE_H
#include <stddef.h>
#include <stdint.h>
#include "coro/status.h"

#define TRACE_DEFAULT_NAME "bench/traces/real.csv"      /* as it was when this was built */

enum {
    TRACE_MAX_FILE_BYTES = 4 << 20, TRACE_MAX_RECORDS = 1 << 16, TRACE_MAX_TASKS = 1 << 10,
    TRACE_MAX_CALLEE_BYTES = 16 << 10, TRACE_MAX_POLLS = 10000, TRACE_MAX_DEPTH = 16
};

struct trace_record {
    uint32_t task;                  /* below TRACE_MAX_TASKS */
    uint32_t callee_bytes;          /* of the frame; 1 to TRACE_MAX_CALLEE_BYTES */
    uint32_t polls_until_ready;     /* 1: it never waited */
    uint32_t depth;                 /* how many dyn calls awaited it; 0: a task did */
};
struct trace { size_t count; const char *name; struct trace_record records[]; };     /* `count` is never 0 */

/* Reads the file at `path`; NULL: the default trace, which is part of the program. What does not follow the format is
 * CORO_ERR_INVALID, and *reason names the line; what cannot be read, or is no regular file, is CORO_ERR_IO; CORO_ERR_NO_MEMORY.
 * *reason is then one sentence, without a newline, that lives until the next call. The path must outlive the trace, which
 * free() ends. One thread at a time. */
CORO_MUST_USE enum coro_status trace_open(const char *path, struct trace **, const char **reason);
/* The same of bytes in memory; `name` is what reasons call them. */
CORO_MUST_USE enum coro_status trace_parse(const char *name, const char *bytes, size_t count, struct trace **, const char **reason);

#endif
