/* SPDX-License-Identifier: MIT */
/* Allocations and maps that fail at random, by choice, while a program runs. For programs linked with --wrap of these functions;
 * only calls from the program and its static libraries are seen. */
#ifndef TESTS_FUZZ_FAULTS_H
#define TESTS_FUZZ_FAULTS_H
#include <stddef.h>

struct faults {
    unsigned one_in;            /* one of so many calls fails; 0: none */
    unsigned pause_count;       /* above 0 none fails: the harness allocates */
    unsigned long long count;   /* that have failed so far */
    long long block_count;      /* allocated and not freed */
};
extern _Thread_local struct faults faults;

/* The harness's own allocations; they abort without memory. */
void *harness_alloc(size_t align, size_t bytes);
void harness_free(void *);

#endif
