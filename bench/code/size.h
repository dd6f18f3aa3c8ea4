/* SPDX-License-Identifier: MIT */
/* Returns the bytes of machine code that each row adds to a program for one caller and one callee (bench/code/code.c defines
 * which code). The build's target corolab_code_sizes writes them into a list beside the programs (bench/code/measure.cmake).
 * The runner reads the list for `corolab list --json` and for the code_bytes of result files. */
#ifndef BENCH_CODE_SIZE_H
#define BENCH_CODE_SIZE_H
#include <stddef.h>

/* Returns the bytes of `row` in the list beside this program: 0 for a peer, for an unknown name, and without a list. */
size_t code_size_bytes(const char *row);
/* The same from the list at `path`. */
size_t code_size_bytes_in(const char *path, const char *row);
/* Returns one sentence about a missing list; NULL when the list is there. */
const char *code_size_absence(void);

#endif
