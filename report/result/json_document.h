/* SPDX-License-Identifier: MIT */
/* Parses JSON with jansson, and knows when memory ran out on the way: jansson 2.14 then reports a syntax error where there
 * is none, or drops a character and goes on. */
#ifndef REPORT_RESULT_JSON_DOCUMENT_H
#define REPORT_RESULT_JSON_DOCUMENT_H
#include <jansson.h>
#include "report/result/json_reader.h"

/* The document in `length` bytes, the caller's to json_decref; NULL, and a fault in the reader, when it is none, when it
 * has a key twice, or when memory ran out. Exchanges jansson's allocation functions meanwhile, so not thread-safe. */
json_t *report_json_document(struct report_json_reader *, const char *bytes, size_t length);

#endif
