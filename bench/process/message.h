/* SPDX-License-Identifier: MIT */
/* Prints sentences to the user on standard error, marked as corolab's, and knows the name by which the user calls corolab.
 * Every complaint and hint of the tools outside report/ passes through here. */
#ifndef BENCH_PROCESS_MESSAGE_H
#define BENCH_PROCESS_MESSAGE_H

/* The name by which the user calls this program, for hints that can be typed: "corolab", unless the launcher has set
 * COROLAB_CALLED to another, such as "./lab". */
const char *runner_called(void);

/* Prints "corolab: <sentence>" and a line end. The format is printf's, without a line end. Clear a live progress line before
 * (progress.h). */
__attribute__((format(printf, 1, 2))) void runner_note(const char *format, ...);
/* Flushes standard output at the end of a command. Returns the exit status: 0, or 1 after saying that it cannot be written. */
int runner_flush_output(void);

#endif
