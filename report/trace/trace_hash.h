/* SPDX-License-Identifier: MIT */
/* Tells traces apart: result files record the hash of the trace that their run replayed, whatever its file was called. */
#ifndef REPORT_TRACE_TRACE_HASH_H
#define REPORT_TRACE_TRACE_HASH_H
#include <stdbool.h>
#include <stddef.h>

enum { TRACE_HASH_BYTES = 65 };     /* SHA-256 in hexadecimal digits, with its end */

void trace_hash(const char *bytes, size_t count, char hash[TRACE_HASH_BYTES]);
/* The hash of a file's bytes; false when it cannot be read. */
bool trace_hash_file(const char *path, char hash[TRACE_HASH_BYTES]);

#endif
