/* SPDX-License-Identifier: MIT */
/* Allocates memory for the tools: corolab and its libraries. Rows and the runtime must not use it: there, running out of memory
 * is a result. Every function here returns memory or ends the process with one sentence on standard error and status 1. Nothing
 * is lost then: a result file is whole up to its last line, and every other output is written under a temporary name. */
#ifndef REPORT_BASE_MEMORY_H
#define REPORT_BASE_MEMORY_H
#include <stddef.h>

/* Makes the JSON library allocate by report_allocate, so that its functions return NULL for bad arguments only. Call once, first
 * in main. */
void report_memory_init(void);

/* The caller frees each with free(). Zero bytes give a pointer, too. */
__attribute__((returns_nonnull, malloc)) void *report_allocate(size_t bytes);
__attribute__((returns_nonnull, malloc)) void *report_allocate_zeroed(size_t count, size_t bytes);
__attribute__((returns_nonnull)) void *report_reallocate(void *memory, size_t count, size_t bytes);
__attribute__((returns_nonnull, malloc)) char *report_copy_string(const char *);
/* The list with room for one more element; it doubles when its count is a power of two. */
__attribute__((returns_nonnull)) void *report_list_grow(void *list, size_t count, size_t element_bytes);

/* Ends the process as all of them do, for the results of other libraries. */
__attribute__((noreturn, cold)) void report_out_of_memory(void);

#endif
