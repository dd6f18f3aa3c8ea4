/* SPDX-License-Identifier: MIT */
/* Finds what the build and earlier runs put beside this program: measuring programs, plug-ins, caches. Nothing else asks where the
 * program is. */
#ifndef BENCH_PROCESS_BESIDE_H
#define BENCH_PROCESS_BESIDE_H
#include <limits.h>
#include "coro/status.h"

/* The absolute path of a file in this program's directory; the format is printf's, as in "plugins/%s.so". CORO_ERR_IO when the
 * path is too long or /proc is not mounted. Whether the file is there is for the caller to find out. */
CORO_MUST_USE enum coro_status beside_program(char path[PATH_MAX], const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
