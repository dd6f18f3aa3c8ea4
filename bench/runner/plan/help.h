/* SPDX-License-Identifier: MIT */
/* The commands `help` and `--version`. Both print on standard output and return the exit status. A new option is
 * described in help/WORD.txt; a new command also in help/overview.txt. */
#ifndef BENCH_RUNNER_PLAN_HELP_H
#define BENCH_RUNNER_PLAN_HELP_H

/* Prints help/WORD.txt for the word argv[0]; help/overview.txt for "help" and for a word without a text. */
int runner_help_command(int argc, char **argv);
/* Prints the version and the commit. */
int runner_version_command(int argc, char **argv);

#endif
