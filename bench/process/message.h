/* SPDX-License-Identifier: MIT */
/* Prints sentences to the user on standard error, marked as corolab's. Holds the name by which the user calls corolab, and
 * suggests the names nearest to a mistyped word. Every complaint and hint of the tools outside report/ passes through here. */
#ifndef BENCH_PROCESS_MESSAGE_H
#define BENCH_PROCESS_MESSAGE_H
#include <stddef.h>
#include "coro/status.h"

/* Returns the name by which the user calls this program, for hints that can be typed: a word of the shell, quoted where it must
 * be. It is "corolab", unless the launcher has set COROLAB_CALLED to another, such as "./lab". */
const char *runner_called(void);
/* Returns the name of a file as a word of the shell, for hints that can be pasted: quoted where it must be, and never an option.
 * It stays valid for the next three calls. */
const char *runner_quoted(const char *name);

/* Prints "corolab: <sentence>" and a line end. The format is printf's, without a line end. What no terminal shows, as in the
 * names of files, is replaced: it could move the cursor or forge a sentence. Clear a live progress line before
 * (progress.h). */
__attribute__((format(printf, 1, 2))) void runner_note(const char *format, ...);
/* Prints the same and returns the status. */
__attribute__((format(printf, 2, 3))) enum coro_status runner_refuse(enum coro_status, const char *format, ...);
/* Flushes standard output at the end of a command. Returns the exit status: 0, or 1 after saying that it cannot be written. */
int runner_flush_output(void);

/* Complains of a word: COMPLAINT "WORD"; did you mean A or B? When no name is near, it says that `corolab COMMAND` shows them
 * all. */
void runner_suggest(const char *complaint, const char *word, const char *const *names, size_t count, const char *command);

#endif
