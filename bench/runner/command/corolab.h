/* SPDX-License-Identifier: MIT */
/* Dispatches the words of the executable corolab: `corolab WORD ...`. Tests call it as main does. */
#ifndef BENCH_RUNNER_COMMAND_COROLAB_H
#define BENCH_RUNNER_COMMAND_COROLAB_H

/* Performs the command line of main. Returns the exit status; 2 for an unknown word. */
int runner_command(int argc, char **argv);

#endif
