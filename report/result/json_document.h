/* SPDX-License-Identifier: MIT */
/* Parses JSON text with jansson and puts its refusals into sentences. Stricter than jansson: no zero byte, no key twice. The
 * result reader (result_lines.h) is the caller; without this file a spoilt result could be read as another one. */
#ifndef REPORT_RESULT_JSON_DOCUMENT_H
#define REPORT_RESULT_JSON_DOCUMENT_H
#include <jansson.h>
#include "report/result/json_reader.h"

/* The value in `length` bytes, the caller's to json_decref; NULL, with a fault in the reader, when the bytes are no JSON, hold a
 * zero byte, or have an object with a key twice. */
json_t *report_json_document(struct report_json_reader *, const char *bytes, size_t length);

#endif
