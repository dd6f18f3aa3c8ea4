/* SPDX-License-Identifier: MIT */
/* Puts finished texts where they belong. A file under its final name is always whole: it is written under a temporary name
 * in the same directory and renamed. */
#ifndef CORO_REPORT_OUTPUT_FILE_H
#define CORO_REPORT_OUTPUT_FILE_H
#include "report/complaint.h"
#include "report/text.h"

/* Writes the text to the file at `path`, replacing what is there; where a symbolic link is there, what it points to. On
 * failure an older file is untouched and nothing new remains. A path that names something else than a file - a terminal, a
 * pipe, /dev/null - is written to, not replaced. A broken text is refused as lack of memory. */
CORO_REPORT_MUST_USE enum coro_report_status coro_output_file(const char *path, const struct coro_text *,
                                                              struct coro_complaint *);

/* Writes the text to standard output, past stdio. A closed pipe or a full disk is a failure, not a signal. */
CORO_REPORT_MUST_USE enum coro_report_status coro_output_standard(const struct coro_text *, struct coro_complaint *);

/* coro_output_standard for "-", coro_output_file for every other path. */
CORO_REPORT_MUST_USE enum coro_report_status coro_output(const char *path, const struct coro_text *,
                                                         struct coro_complaint *);

/* Makes the directory unless it is there; its parent must be there. */
CORO_REPORT_MUST_USE enum coro_report_status coro_output_directory(const char *path, struct coro_complaint *);

#endif
