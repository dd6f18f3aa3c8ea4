/* SPDX-License-Identifier: MIT */
/* `corolab new strategy NAME` and `corolab new workload NAME`: writes strategies/NAME.c or bench/workloads/NAME.h into the source tree
 * that this program was built from. The file compiles, passes check and is measured as it stands, because tests build its template. */
#ifndef BENCH_RUNNER_COMMAND_NEW_H
#define BENCH_RUNNER_COMMAND_NEW_H

/* The command: argv[0] is "new". Prints the commands to type next. Returns the exit status: 1 when the file cannot be written, 2 when
 * a word is not understood, or when the name is malformed, taken, or would collide with another in the build. A strategy's name may
 * have one slash; its directory is made. Nothing is ever replaced, and a failure leaves nothing behind. */
int runner_new_command(int argc, char **argv);
/* The same in another source tree. */
int runner_new_in_tree(const char *root, int argc, char **argv);

#endif
