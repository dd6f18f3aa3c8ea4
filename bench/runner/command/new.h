/* SPDX-License-Identifier: MIT */
/* Runs `corolab new strategy NAME` and `corolab new workload NAME`: writes strategies/NAME.c or bench/workloads/NAME.h into the
 * source tree that this program was built from. The file compiles, passes check and is measured as it stands; tests build the
 * templates to hold that. */
#ifndef BENCH_RUNNER_COMMAND_NEW_H
#define BENCH_RUNNER_COMMAND_NEW_H

/* The command: argv[0] is "new". Prints the commands to type next. Returns the exit status: 1 when the file cannot be written;
 * 2 for a word that is not understood, and for a name that is malformed, taken, or would collide with another in the build. A
 * strategy's name may have one slash; its directory is made. Nothing is ever replaced, and a failure leaves nothing behind. */
int runner_new_command(int argc, char **argv);
/* Runs the command in another source tree. */
int runner_new_in_tree(const char *root, int argc, char **argv);

#endif
