/* SPDX-License-Identifier: MIT */
/* Ends a tool with one sentence when an allocation fails. */
#define _GNU_SOURCE
#include "report/base/memory.h"
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void report_out_of_memory(void)
{
    fputs("corolab: out of memory\n", stderr);
    exit(1);
}

static void *or_end(void *memory)
{
    if (memory == NULL)
        report_out_of_memory();
    return memory;
}

void *report_allocate(size_t bytes) { return or_end(malloc(bytes + (bytes == 0))); }
void *report_allocate_zeroed(size_t count, size_t bytes) { return or_end(calloc(count + (count == 0), bytes + (bytes == 0))); }

void *report_reallocate(void *memory, size_t count, size_t bytes)
{
    return or_end(reallocarray(memory, count + (count == 0), bytes + (bytes == 0)));
}

void *report_list_grow(void *list, size_t count, size_t element_bytes)
{
    bool is_full = (count & (count - 1)) == 0;

    return is_full ? report_reallocate(list, count == 0 ? 1 : 2 * count, element_bytes) : list;
}

char *report_copy_string(const char *string) { return or_end(strdup(string)); }
void report_memory_init(void) { json_set_alloc_funcs(report_allocate, free); }
