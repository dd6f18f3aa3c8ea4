/* SPDX-License-Identifier: MIT */
/* The one function of the fuzz harness, under the name that libFuzzer calls it by. */
#ifndef TESTS_REPORT_FUZZ_RESULT_H
#define TESTS_REPORT_FUZZ_RESULT_H
#include <stddef.h>
#include <stdint.h>

/* Reads the bytes as a result file and makes every output of it. Aborts, after a sentence on stderr, when a promise is broken;
 * returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
