/* SPDX-License-Identifier: MIT */
/* Writing what may as well be lost: files beside the executables that spare a later run some work. */
#ifndef BENCH_PROCESS_CACHE_FILE_H
#define BENCH_PROCESS_CACHE_FILE_H
#include <jansson.h>
#include "coro/status.h"

/* Writes the object there, whole or not at all. CORO_ERR_IO, in silence, when the directory cannot be written to; else as
 * runner_output_write. The path is absolute. */
CORO_MUST_USE enum coro_status runner_cache_file_write(const char *path, const json_t *object);

#endif
