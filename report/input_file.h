/* SPDX-License-Identifier: MIT */
/* Reads a whole file into memory, for the loader. */
#ifndef CORO_REPORT_INPUT_FILE_H
#define CORO_REPORT_INPUT_FILE_H
#include "report/complaint.h"
#include "report/text.h"

/* Appends the contents of the file at `path` to `contents`, which the caller owns. Fails, naming the file, when it cannot be
 * opened or read, is a directory, or is larger than any result file (256 MB). */
CORO_REPORT_MUST_USE enum coro_report_status coro_input_read(const char *path, struct coro_text *contents,
                                                             struct coro_complaint *);

#endif
