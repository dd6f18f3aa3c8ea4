/* SPDX-License-Identifier: MIT */
/* One sentence to the user, on standard error, marked as corolab's; and the name that the user knows corolab by. */
#ifndef BENCH_PROCESS_MESSAGE_H
#define BENCH_PROCESS_MESSAGE_H

/* How the user calls this program, for hints that can be typed: "corolab", unless the launcher has said something else, such as
 * "./lab", in COROLAB_CALLED. */
const char *runner_called(void);

/* Prints "corolab: <sentence>" and a line end. The format is printf's; no line end in it. A live progress line must have been
 * cleared before (progress.h). */
__attribute__((format(printf, 1, 2))) void runner_note(const char *format, ...);
/* Flushes standard output, at the end of a command. Returns the exit status: 0, or 1 after a sentence that it cannot be written. */
int runner_flush_output(void);

#endif
