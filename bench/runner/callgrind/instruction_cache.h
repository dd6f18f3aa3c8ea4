/* SPDX-License-Identifier: MIT */
/* Remembers instruction counts between runs: they are exact, so a count of the same executable need not be repeated. One JSON
 * file lies beside the executable, named after its hash. It records the versions of the C library, which owns malloc, and of
 * valgrind. A cache that cannot be read or written only costs time. */
#ifndef BENCH_RUNNER_CALLGRIND_INSTRUCTION_CACHE_H
#define BENCH_RUNNER_CALLGRIND_INSTRUCTION_CACHE_H
#include <jansson.h>
#include <limits.h>
#include <stdbool.h>
#include "bench/runner/plan/programs.h"

struct instruction_cache {
    char path[PATH_MAX];        /* empty: nothing is read or written */
    char *valgrind;             /* "valgrind-3.19.0" */
    char sha256[RUNNER_SHA256_BYTES];
    json_t *strategies;         /* { strategy: { workload: { metrics of a cell } } } */
    bool is_changed;
};

/* Reads the file if one fits. The caller calls runner_instruction_cache_fini. */
void runner_instruction_cache_init(struct instruction_cache *, const struct programs *, const char *valgrind);
/* An empty cache without a file, for counts that depend on more than the executable. */
void runner_instruction_cache_init_empty(struct instruction_cache *);
void runner_instruction_cache_fini(struct instruction_cache *);

/* The metrics as they were put, borrowed, or NULL. */
json_t *runner_instruction_cache_get(const struct instruction_cache *, const char *strategy, const char *workload);
/* The cache takes a reference of its own. */
void runner_instruction_cache_put(struct instruction_cache *, const char *strategy, const char *workload, json_t *metrics);
/* Writes the file, if something new is in it and the directory can be written to. */
void runner_instruction_cache_save(struct instruction_cache *);

#endif
