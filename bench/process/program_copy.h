/* SPDX-License-Identifier: MIT */
/* Copies a program into anonymous memory and runs it from there. Two processes of one file share its pages in the caches;
 * `compare --confirm` gives each build a fresh copy in every round (compare.h). The copy disappears with the last process
 * that runs or holds it. */
#ifndef BENCH_PROCESS_PROGRAM_COPY_H
#define BENCH_PROCESS_PROGRAM_COPY_H
#include "coro/status.h"

struct program_copy {
    int fd;
    char path[48];      /* its path, while this process holds it */
};

/* The caller gives the copy to runner_program_copy_fini, once, also on failure. CORO_ERR_IO, said on standard error, when the
 * program cannot be read or memory is refused. */
CORO_MUST_USE enum coro_status runner_program_copy_init(struct program_copy *, const char *program);
void runner_program_copy_fini(struct program_copy *);

#endif
