/* SPDX-License-Identifier: MIT */
/* A new source file in the source tree, made of a template: whole under its name, or not there; never in the place of another. */
#ifndef BENCH_RUNNER_COMMAND_SOURCE_FILE_H
#define BENCH_RUNNER_COMMAND_SOURCE_FILE_H
#include <limits.h>
#include "coro/status.h"

enum source_kind { SOURCE_STRATEGY, SOURCE_WORKLOAD };

/* Writes strategies/NAME.c or bench/workloads/NAME.h under `root`, from the template in bench/templates with each @NAME@
 * replaced. A strategy's name may have one slash; its directory is made. *path, relative to root, names the file. Otherwise
 * nothing is changed and a sentence says why on standard error: CORO_ERR_INVALID when the name is malformed or taken, or would
 * get in the way of another's in the build; CORO_ERR_IO when root is no source tree of corolab or cannot be written. */
CORO_MUST_USE enum coro_status runner_source_file_make(const char *root, enum source_kind, const char *name, char path[PATH_MAX]);

#endif
