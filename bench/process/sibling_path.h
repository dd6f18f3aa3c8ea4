/* SPDX-License-Identifier: MIT */
/* What the build puts beside this program, for probes. */
#ifndef BENCH_PROCESS_SIBLING_PATH_H
#define BENCH_PROCESS_SIBLING_PATH_H
#include <limits.h>
#include "coro/status.h"

/* The path of folder/name.ending, as "plugins/side_stack/tls.so", from where this program is. CORO_ERR_IO when that is too long. */
CORO_MUST_USE enum coro_status beside_program(const char *folder, const char *name, const char *ending, char path[PATH_MAX]);

#endif
