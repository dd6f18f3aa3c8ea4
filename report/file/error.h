/* SPDX-License-Identifier: MIT */
/* Says how the report fails: a status for the program, a sentence for the reader. Every function of report/ that can fail
 * returns the status and fills in the sentence. */
#ifndef REPORT_FILE_ERROR_H
#define REPORT_FILE_ERROR_H
#include <stdarg.h>

#define REPORT_MUST_USE __attribute__((warn_unused_result))

enum report_status {
    REPORT_OK,
    REPORT_BAD_INPUT,  /* the file cannot be read or is not a result */
    REPORT_BAD_OUTPUT, /* a file or standard output cannot be written */
};

struct report_complaint {
    char sentence[768]; /* UTF-8 in one line, free of control characters, names the file; valid after a failure only */
};

/* Writes the sentence and returns `status`, so a refusal is one line. Control characters and line ends from a file are
 * replaced; a sentence that is too long is cut. */
REPORT_MUST_USE __attribute__((format(printf, 3, 4)))
enum report_status report_complain(struct report_complaint *, enum report_status status, const char *format, ...);

/* The same for a sentence that is no refusal. */
__attribute__((format(printf, 2, 0))) void report_complain_with(struct report_complaint *, const char *format, va_list);

/* Prints "corolab WORD: ", the sentence and a line end on stderr. Names in it reach no terminal as they are. */
__attribute__((format(printf, 2, 3))) void report_print_complaint(const char *word, const char *format, ...);

#endif
