/* SPDX-License-Identifier: MIT */
/* The libraries of rows that this program has loaded (bench/table/row_library.h), for the table, and for the probes that ask
 * for facts of the build. Not thread-safe. */
#ifndef BENCH_TABLE_LOAD_ROWS_H
#define BENCH_TABLE_LOAD_ROWS_H
#include <limits.h>
#include <stddef.h>
#include "bench/table/row_library.h"

enum { LOADED_ROWS_MAX = 64 };       /* libraries */
struct loaded_rows { const char *path; const struct row_library *library; };

/* Loads each entry of a list with ':' between: a library, or a folder of them. Returns NULL, or one sentence on the first that
 * cannot be loaded, valid until the next call. */
const char *loaded_rows_take(const char *list);
/* In the child of an attempt (bench/process/attempt.h), before it loads: the path of each library is written to `path` before its
 * constructors run, and a library that leaves a process behind is refused. */
void loaded_rows_begin_attempt(char path[PATH_MAX]);
size_t loaded_rows_count(void);
const struct loaded_rows *loaded_rows_at(size_t index);
/* The library that brought the row; NULL when the row is the program's own. */
const struct loaded_rows *loaded_rows_of(const struct row *);
/* The callees of a row from a library that were compiled after their caller; NULL without such. */
const struct plugin *loaded_callee(const char *strategy);

#endif
