/* SPDX-License-Identifier: MIT */
/* The bytes of code that each row adds to a program for one caller and one callee, as bench/code/code.c says; measured when this
 * was built. */
#ifndef BENCH_CODE_SIZE_H
#define BENCH_CODE_SIZE_H
#include <stddef.h>

/* 0 when it is not known: of peers, of a name that is no row's, and where code_size_absence() says why. */
size_t code_size_bytes(const char *row);
/* Why no row's is known, one sentence; NULL: they are. */
const char *code_size_absence(void);

#endif
