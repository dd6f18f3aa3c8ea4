/* SPDX-License-Identifier: MIT */
/* What the workload `merge` reads: sorted files of numbers, as an external sort leaves them behind (its runs), eight bytes each
 * in the machine's order. The files are real ones in a directory of their own under $TMPDIR, or /tmp, and are unlinked as soon
 * as they are open: nothing stays behind, whoever ends the program and how. */
#ifndef CORO_BENCH_SORTED_FILES_H
#define CORO_BENCH_SORTED_FILES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "coro/status.h"

enum { SORTED_BLOCK_NUMBERS = 512, SORTED_ALL_NUMBERS = 64 << 10 };

/* One file, as its reader sees it. */
struct sorted_file {
    int descriptor;
    size_t left_count;              /* numbers that a run still wants from the file */
    size_t at, count;               /* the next number in the block, and how many are in it */
    uint64_t block[SORTED_BLOCK_NUMBERS];
};
struct sorted_files;

/* Writes `width` files of SORTED_ALL_NUMBERS / width numbers each, the same ones every time. `width` is no more than
 * SORTED_ALL_NUMBERS. CORO_ERR_NO_MEMORY, or CORO_ERR_IO with *reason a sentence that lives until the next call. One thread at
 * a time. */
CORO_MUST_USE enum coro_status sorted_files_open(size_t width, struct sorted_files **, const char **reason);
void sorted_files_close(struct sorted_files *);      /* NULL is allowed */

size_t sorted_files_numbers_each(const struct sorted_files *);
struct sorted_file *sorted_files_at(struct sorted_files *, size_t index);
/* Back to the beginning of all files, for a run over the first `count_each` numbers of each. CORO_ERR_IO. */
CORO_MUST_USE enum coro_status sorted_files_rewind(struct sorted_files *, size_t count_each);
/* What those add up to; known since they were made, and not read. */
uint64_t sorted_files_sum(const struct sorted_files *, size_t count_each);

static inline bool sorted_file_needs_block(const struct sorted_file *file) { return file->at == file->count && file->left_count > 0; }
/* Reads the next block; a file that ends early, or cannot be read, is CORO_ERR_IO. */
CORO_MUST_USE enum coro_status sorted_file_fill(struct sorted_file *);

#endif
