/* SPDX-License-Identifier: MIT */
/* `corolab new strategy NAME` and `corolab new workload NAME`: a file in the source tree that this program was built from, which
 * compiles, passes check and is measured as it stands. */
#ifndef BENCH_RUNNER_COMMAND_NEW_H
#define BENCH_RUNNER_COMMAND_NEW_H

/* The command: argv[0] is "new". Says what was written and what to type next. Returns the exit status: 1 when the file cannot be
 * written, 2 when the words, or the name, are not understood or the name is taken. */
int runner_new_command(int argc, char **argv);

#endif
