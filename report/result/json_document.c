/* SPDX-License-Identifier: MIT */
/* Owns the parsing of JSON text. Reading values out of the document is json_reader.c's. */
#include "report/result/json_document.h"
#include <stdlib.h>
#include <string.h>

/* Set by the allocation that failed; looked at after parsing. */
static bool has_failed;

static void *allocate(size_t size)
{
    void *memory = malloc(size);

    has_failed |= memory == NULL;
    return memory;
}

/* json_loadb with allocations watched. What it allocates is freed with free() later, as jansson does by itself. */
static json_t *parse_watched(const char *bytes, size_t length, json_error_t *error)
{
    json_malloc_t malloc_before;
    json_free_t free_before;
    json_t *root;

    has_failed = false;
    json_get_alloc_funcs(&malloc_before, &free_before);
    json_set_alloc_funcs(allocate, free);
    root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, error);
    if (has_failed) {
        json_decref(root);
        root = NULL;
    }
    json_set_alloc_funcs(malloc_before, free_before);
    return root;
}

json_t *report_json_document(struct report_json_reader *reader, const char *bytes, size_t length)
{
    const char *zero = length == 0 ? NULL : memchr(bytes, '\0', length);
    json_error_t error;
    json_t *root;

    if (length == 0) {
        report_json_fault(reader, "is empty");
        return NULL;
    }
    if (zero != NULL) {     /* jansson passes over one behind a number, and takes one between two values for the end */
        report_json_fault(reader, "is not JSON: byte %zu is zero", (size_t)(zero - bytes));
        return NULL;
    }
    root = parse_watched(bytes, length, &error);
    if (root != NULL)
        return root;
    if (has_failed)
        reader->status = report_complain_no_memory(reader->complaint);
    else if (json_error_code(&error) == json_error_premature_end_of_input)
        report_json_fault(reader, "ends in the middle, at line %d", error.line);
    else
        report_json_fault(reader, "is not JSON at line %d, column %d: %s", error.line, error.column, error.text);
    return NULL;
}
