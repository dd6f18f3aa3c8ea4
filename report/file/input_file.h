/* SPDX-License-Identifier: MIT */
/* Reads a whole file into memory, for the loader. */
#ifndef REPORT_FILE_INPUT_FILE_H
#define REPORT_FILE_INPUT_FILE_H
#include "report/file/error.h"
#include "report/text/text.h"

/* Appends the contents of the file at `path` to `contents`, which the caller owns. Fails, naming the file, when it cannot be
 * opened or read, is a directory, or is larger than any result file (256 MB). */
REPORT_MUST_USE enum report_status report_input_read(const char *path, struct report_text *contents,
                                                             struct report_complaint *);

#endif
