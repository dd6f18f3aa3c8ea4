/* SPDX-License-Identifier: MIT */
/* How the report fails: a status for the program, a sentence for the reader. Every function here that can fail returns the
 * one and fills in the other. */
#ifndef REPORT_FILE_ERROR_H
#define REPORT_FILE_ERROR_H

#define REPORT_MUST_USE __attribute__((warn_unused_result))

enum report_status {
    REPORT_OK,
    REPORT_BAD_INPUT,  /* the file cannot be read or is not a result */
    REPORT_BAD_OUTPUT, /* a file or standard output cannot be written */
};

struct report_complaint {
    char sentence[768]; /* UTF-8 in one line, free of control characters, names the file; valid after a failure only */
};

/* Writes the sentence and returns `status`, so that a refusal is one line. What the file may have made of it - control
 * characters, newlines - is replaced; what is too long is cut. */
REPORT_MUST_USE __attribute__((format(printf, 3, 4)))
enum report_status report_complain(struct report_complaint *, enum report_status status, const char *format, ...);

#endif
