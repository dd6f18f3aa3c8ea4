/* SPDX-License-Identifier: MIT */
/* Writes finished texts to files and to standard output. Only this code writes files as a whole. A file under its final name is
 * always whole, even after a failure or any signal but SIGKILL. bench/runner/run/result_writer.h writes the growing result of a
 * run instead. */
#ifndef REPORT_FILE_OUTPUT_FILE_H
#define REPORT_FILE_OUTPUT_FILE_H
#include <stdbool.h>
#include "report/file/error.h"
#include "report/text/text.h"

/* Writes the text to the file at `path`. An existing file is replaced and keeps its permissions, unless it may not be written;
 * a symbolic link is followed. On failure the older file is untouched and nothing new remains. A path that names no regular
 * file - a terminal, a pipe, /dev/null - is written to. */
REPORT_MUST_USE enum report_status report_output_file(const char *path, const struct report_text *, struct report_complaint *);

/* Writes the text to a new file. Fails, and changes nothing, when something has that name. */
REPORT_MUST_USE enum report_status report_output_new_file(const char *path, const struct report_text *,
                                                          struct report_complaint *);

/* The same, but the path "-" means standard output, written past stdio. A closed pipe or a full disk is then a failure, not a
 * signal. */
REPORT_MUST_USE enum report_status report_output(const char *path, const struct report_text *, struct report_complaint *);

/* Refuses an output that would fall into one of the `count` files at `inputs`: the same file by any name or link, or standard
 * output ("-") sent there. Refuses any other result file, too, but for standard output: the shell has emptied that file, or was
 * asked to append. Changes nothing. */
REPORT_MUST_USE enum report_status report_output_spares(const char *path, const char *const *inputs, size_t count,
                                                        struct report_complaint *);

/* True for two outputs to one file, of which the second would replace the first: equal paths, or one regular file by any names
 * and links, also when it is not there yet. "-" is standard output. Two names of a device are two outputs. */
bool report_output_is_same(const char *path, const char *other);

/* Makes the directory unless it is there; its parent must be there. */
REPORT_MUST_USE enum report_status report_output_directory(const char *path, struct report_complaint *);

#endif
