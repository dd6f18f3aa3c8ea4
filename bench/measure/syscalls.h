/* SPDX-License-Identifier: MIT */
/* Counts the system calls of a function of this program. It runs in a child process under ptrace, which stops at each call and
 * takes some 20 us. Threads that the child starts once it is traced count; processes that it forks do not. Tracing changes only
 * the child's speed. kernel_costs.c uses it. Linux 5.3 or later. */
#ifndef BENCH_MEASURE_SYSCALLS_H
#define BENCH_MEASURE_SYSCALLS_H
#include <stdatomic.h>
#include "coro/status.h"

/* Zeroed, in memory that both processes share (MAP_SHARED). */
struct tracer {
    atomic_uint_fast64_t system_calls;      /* entered so far; the child may read it */
    int refusal;                            /* errno of a failed ptrace; 0: tracing works */
};

/* Runs body(arg) in a child process to its end. Returns CORO_ERR_UNSUPPORTED when the system forbids tracing. Returns
 * CORO_ERR_IO when no process can be made, or when it crashes, which invalidates the memory that body shares. *reason is a
 * sentence, valid until the next call. The caller must have no other children. */
CORO_MUST_USE enum coro_status tracer_run(struct tracer *, void (*body)(void *arg), void *arg, const char **reason);

/* Called by body: counts system calls from here on. Returns CORO_ERR_UNSUPPORTED when the system forbids it; body then
 * returns. */
CORO_MUST_USE enum coro_status tracer_attach(struct tracer *);

#endif
