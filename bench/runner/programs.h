/* SPDX-License-Identifier: MIT */
/* The measuring programs that lie beside the running corolab, and the hashes that say which build a number came out of. */
#ifndef CORO_BENCH_RUNNER_PROGRAMS_H
#define CORO_BENCH_RUNNER_PROGRAMS_H
#include <limits.h>
#include "coro/status.h"

enum program { PROGRAM_COROLAB, PROGRAM_CELL, PROGRAM_TIME, PROGRAM_COUNT_ALLOCATIONS, PROGRAM_COUNT };

#define RUNNER_SHA256_BYTES 65          /* 64 hexadecimal digits and the NUL */

struct programs {
    char directory[PATH_MAX];
    char path[PROGRAM_COUNT][PATH_MAX];
    char sha256[PROGRAM_COUNT][RUNNER_SHA256_BYTES];    /* empty when the program is not there */
};

/* Finds the programs in the directory of the running executable and hashes those that exist, with coreutils' sha256sum.
 * CORO_ERR_IO, said on standard error, when corolab cannot find itself or sha256sum does not work. */
CORO_MUST_USE enum coro_status runner_programs_find(struct programs *);
/* "corolab_cell". */
const char *runner_programs_name(enum program);

#endif
