/* SPDX-License-Identifier: MIT */
/* Counts the system calls of a piece of this program: it runs in a child process, which this one traces (ptrace) and stops at
 * each call, some 20 us a call. Threads that the child starts once it is traced count, too; processes that it forks do not.
 * Nothing in the child is changed but its speed. Linux 5.3 or later. */
#ifndef BENCH_MEASURE_SYSCALLS_H
#define BENCH_MEASURE_SYSCALLS_H
#include <stdatomic.h>
#include <stdint.h>
#include "coro/status.h"

/* Lies in memory that both processes see (MAP_SHARED), zeroed. */
struct tracer {
    atomic_uint_fast64_t system_calls;      /* entered so far; the child may read it at any time */
    int refusal;                            /* errno of the system that forbids tracing; 0: it does not */
};

/* Runs body(arg) in a child process to its end. *reason is one sentence that lives until the next call. CORO_ERR_UNSUPPORTED when
 * the system forbids tracing, CORO_ERR_IO when there is no process or it crashes: what body has left in shared memory is then not
 * to be believed. Not while this process has other children. */
CORO_MUST_USE enum coro_status tracer_run(struct tracer *, void (*body)(void *arg), void *arg, const char **reason);

/* For body: from here on, system calls are counted. CORO_ERR_UNSUPPORTED when the system forbids it; body should return. */
CORO_MUST_USE enum coro_status tracer_attach(struct tracer *);

#endif
