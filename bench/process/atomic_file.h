/* SPDX-License-Identifier: MIT */
/* The result file on disk: whole under its final name, or not there. It is written beside its place under a temporary name,
 * flushed to the disk and renamed. */
#ifndef BENCH_PROCESS_ATOMIC_FILE_H
#define BENCH_PROCESS_ATOMIC_FILE_H
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include "coro/status.h"

struct output {
    char path[PATH_MAX];        /* the file itself; symbolic links followed */
};

/* Stands in for the elements of one top-level array that are too many to be kept as JSON. */
struct output_elements {
    const char *key;
    int (*print)(const void *arg, FILE *);      /* each on a line of its own, with the commas; non-zero: the stream failed */
    const void *arg;
};

/* Finds out whether a file can be written there, by making and removing a temporary one beside it; leaves nothing behind.
 * CORO_ERR_IO, said on standard error, when it cannot. */
CORO_MUST_USE enum coro_status runner_output_init(const char *path, struct output *);
/* Writes one JSON object: one line per key, and one per element of a top-level array, so that two files can be compared line by
 * line. On failure (CORO_ERR_IO, said on standard error; CORO_ERR_NO_MEMORY) the file is what it was before. */
CORO_MUST_USE enum coro_status runner_output_write(const struct output *, const json_t *object);
/* The same; the array of that key, which the object holds empty, gets these elements. */
CORO_MUST_USE enum coro_status runner_output_write_with(const struct output *, const json_t *object,
                                                        const struct output_elements *);

#endif
