/* SPDX-License-Identifier: MIT */
/* Puts finished texts where they belong. A file under its final name is always whole: it is written under a temporary name
 * in the same directory and renamed. */
#ifndef REPORT_FILE_OUTPUT_FILE_H
#define REPORT_FILE_OUTPUT_FILE_H
#include "report/file/error.h"
#include "report/text/text.h"

/* Writes the text to the file at `path`, replacing what is there; where a symbolic link is there, what it points to. On
 * failure an older file is untouched and nothing new remains. A path that names something else than a file - a terminal, a
 * pipe, /dev/null - is written to, not replaced. */
REPORT_MUST_USE enum report_status report_output_file(const char *path, const struct report_text *,
                                                              struct report_complaint *);

/* Writes the text to standard output, past stdio. A closed pipe or a full disk is a failure, not a signal. */
REPORT_MUST_USE enum report_status report_output_standard(const struct report_text *, struct report_complaint *);

/* report_output_standard for "-", report_output_file for every other path. */
REPORT_MUST_USE enum report_status report_output(const char *path, const struct report_text *,
                                                         struct report_complaint *);

/* Makes the directory unless it is there; its parent must be there. */
REPORT_MUST_USE enum report_status report_output_directory(const char *path, struct report_complaint *);

#endif
