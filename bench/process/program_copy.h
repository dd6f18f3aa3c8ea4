/* SPDX-License-Identifier: MIT */
/* A program copied into memory of its own, from where it can be run: gone with the last process that runs or holds it, however that
 * ends. */
#ifndef BENCH_PROCESS_PROGRAM_COPY_H
#define BENCH_PROCESS_PROGRAM_COPY_H
#include "coro/status.h"

struct program_copy {
    int fd;
    char path[48];      /* to run it by, while this process holds it */
};

/* The caller gives the copy to runner_program_copy_fini, once, also on failure. CORO_ERR_IO, said on standard error. */
CORO_MUST_USE enum coro_status runner_program_copy_init(struct program_copy *, const char *program);
void runner_program_copy_fini(struct program_copy *);

#endif
