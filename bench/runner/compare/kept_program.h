/* SPDX-License-Identifier: MIT */
/* Finds the timing program that made a result file, for `compare --confirm`. A result file may come from anywhere, so nothing
 * that it says is run: only a program with its hash, beside this one or in a build tree that the user names. */
#ifndef BENCH_RUNNER_COMPARE_KEPT_PROGRAM_H
#define BENCH_RUNNER_COMPARE_KEPT_PROGRAM_H
#include <limits.h>
#include "bench/runner/compare/compare.h"

/* Looks in the directory of this executable, where the last builds' timing programs are archived (programs.h), and in the trees
 * of the request, whose programs lie in DIR or DIR/bench. CORO_ERR_IO, said on standard error, when none has the file's hash;
 * CORO_ERR_CANCELLED after a stop. */
CORO_MUST_USE enum coro_status runner_kept_program(const struct report_result *, const struct confirm_request *,
                                                   char path[PATH_MAX]);
/* CORO_ERR_IO, said on standard error, when the file was made with a library of rows that is not loaded, in the same build. */
CORO_MUST_USE enum coro_status runner_kept_libraries(const struct report_result *);

#endif
