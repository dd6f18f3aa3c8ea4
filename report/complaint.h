/* SPDX-License-Identifier: MIT */
/* How the report fails: a status for the program, a sentence for the reader. Every function here that can fail returns the
 * one and fills in the other. */
#ifndef CORO_REPORT_COMPLAINT_H
#define CORO_REPORT_COMPLAINT_H

#define CORO_REPORT_MUST_USE __attribute__((warn_unused_result))

enum coro_report_status {
    CORO_REPORT_OK,
    CORO_REPORT_NO_MEMORY,
    CORO_REPORT_BAD_INPUT,  /* the file cannot be read or is not a result */
    CORO_REPORT_BAD_OUTPUT, /* a file or standard output cannot be written */
};

struct coro_complaint {
    char sentence[768]; /* UTF-8 in one line, free of control characters, names the file; valid after a failure only */
};

/* Writes the sentence and returns `status`, so that a refusal is one line. What the file may have made of it - control
 * characters, newlines - is replaced; what is too long is cut. */
CORO_REPORT_MUST_USE __attribute__((format(printf, 3, 4)))
enum coro_report_status coro_complain(struct coro_complaint *, enum coro_report_status status, const char *format, ...);

/* The one sentence for all failures of malloc; returns CORO_REPORT_NO_MEMORY. */
CORO_REPORT_MUST_USE enum coro_report_status coro_complain_no_memory(struct coro_complaint *);

#endif
