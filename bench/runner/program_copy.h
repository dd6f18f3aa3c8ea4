/* SPDX-License-Identifier: MIT */
/* A copy of a program, in memory pages of its own and without a name in the file system: it is gone with the last process that runs
 * or holds it, however that ends. */
#ifndef CORO_BENCH_RUNNER_PROGRAM_COPY_H
#define CORO_BENCH_RUNNER_PROGRAM_COPY_H
#include "coro/status.h"

struct program_copy {
    int fd;
    char path[48];      /* to run it by, while this process holds it */
};

/* Beside the program, so that it finds what it looks for there; where nothing may be written, in TMPDIR or /tmp. The caller gives
 * the copy to runner_program_copy_fini, once. CORO_ERR_IO, said on standard error. */
CORO_MUST_USE enum coro_status runner_program_copy_init(struct program_copy *, const char *program);
void runner_program_copy_fini(struct program_copy *);

#endif
