/* SPDX-License-Identifier: MIT */
/* Takes a result file apart: the header, then one JSON object per record, with memory for one line at a time. result_parse.c
 * stands on it. A file of version 1 is one JSON document: it comes whole, as the header, and has no further lines. Without
 * this file a torn line of a killed run would spoil all lines before it. */
#ifndef REPORT_RESULT_RESULT_LINES_H
#define REPORT_RESULT_RESULT_LINES_H
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include "report/result/json_reader.h"

struct report_lines {
    FILE *file;
    char *bytes;                /* the current line, its line end included */
    size_t length, capacity;
    size_t number;              /* of the current line, from 1 */
    long long start, end;       /* where the current line begins and ends, in bytes */
    size_t torn_line;           /* the number of the last line where it is cut off; 0 where the file is whole */
    bool is_document;           /* the file is of version 1 */
};

/* Begins to read `file`, which stays the caller's. Returns the header, a new reference; NULL, with a fault in the reader, when
 * the bytes are no result file, or one of another version. The caller gives the lines to report_lines_fini in both cases. */
json_t *report_lines_init(struct report_lines *, FILE *file, struct report_json_reader *);
/* The next record, a new reference; faults name its line. NULL at the end and after a fault. A last line that is cut off is no
 * fault: it sets torn_line, and is left out. */
json_t *report_lines_next(struct report_lines *, struct report_json_reader *);
void report_lines_fini(struct report_lines *);

#endif
