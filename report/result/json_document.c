/* SPDX-License-Identifier: MIT */
/* Owns the parsing of JSON text. json_reader.c takes values out of it. */
#include "report/result/json_document.h"
#include <string.h>

static void report_error(struct report_json_reader *reader, const json_error_t *error)
{
    bool is_cut = json_error_code(error) == json_error_premature_end_of_input;

    if (reader->line > 0 && is_cut)
        report_json_fault(reader, "ends in the middle");
    else if (reader->line > 0)
        report_json_fault(reader, "is not JSON at column %d: %s", error->column, error->text);
    else if (is_cut)
        report_json_fault(reader, "ends in the middle, at line %d", error->line);
    else
        report_json_fault(reader, "is not JSON at line %d, column %d: %s", error->line, error->column, error->text);
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
    if (zero != NULL) {     /* jansson skips a zero byte behind a number, and takes one between two values for the end */
        report_json_fault(reader, "is not JSON: byte %zu is zero", (size_t)(zero - bytes));
        return NULL;
    }
    root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        report_error(reader, &error);
    return root;
}
