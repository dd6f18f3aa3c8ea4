/* SPDX-License-Identifier: MIT */
/* Finds the files that the build and earlier runs put beside this program: measuring programs, plug-ins, caches. It is the only
 * reader of /proc/self/exe, so moving the build directory needs no other change. */
#ifndef BENCH_PROCESS_BESIDE_H
#define BENCH_PROCESS_BESIDE_H
#include <limits.h>
#include "coro/status.h"

/* Prints the absolute path of a file in this program's directory; the format is printf's, as in "plugins/%s.so". CORO_ERR_IO
 * when the path is too long or /proc is not mounted. The file need not exist. */
CORO_MUST_USE enum coro_status beside_program(char path[PATH_MAX], const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
