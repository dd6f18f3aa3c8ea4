/* SPDX-License-Identifier: MIT */
/* The commands `help` and `--version`. Both print on standard output and return the exit status. A new option or command is
 * described in help.txt. */
#ifndef BENCH_RUNNER_PLAN_HELP_H
#define BENCH_RUNNER_PLAN_HELP_H

/* Prints what help.txt says of the command argv[0]: its entry and its options. All of help.txt for "help" and for a word without
 * an entry. */
int runner_help_command(int argc, char **argv);
/* Prints the version and the commit. */
int runner_version_command(int argc, char **argv);

#endif
