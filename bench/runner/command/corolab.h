/* SPDX-License-Identifier: MIT */
/* The words of the command line: `corolab WORD ...`. */
#ifndef BENCH_RUNNER_COMMAND_COROLAB_H
#define BENCH_RUNNER_COMMAND_COROLAB_H

/* What main does, with main's arguments. Returns the exit status; 2 for a word that is not known. */
int runner_command(int argc, char **argv);

#endif
