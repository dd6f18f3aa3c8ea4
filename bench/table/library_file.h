/* SPDX-License-Identifier: MIT */
/* Looks at the file of a library before it is loaded: the loader waits for ever at a FIFO, and crashes in a file that is cut. */
#ifndef BENCH_TABLE_LIBRARY_FILE_H
#define BENCH_TABLE_LIBRARY_FILE_H
#include <stddef.h>

/* Returns NULL, or why the file cannot be loaded, as the end of a sentence that begins with its path. A file of another kind, or
 * that cannot be read, is left to the loader. The words stay valid until the next call. */
const char *library_file_refusal(const char *path);

#endif
