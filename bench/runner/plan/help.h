/* SPDX-License-Identifier: MIT */
/* Prints the texts of `corolab help` and `corolab --version`. A new option or command is described here. */
#ifndef BENCH_RUNNER_PLAN_HELP_H
#define BENCH_RUNNER_PLAN_HELP_H

/* The commands `help` and `--version`, which ignore their arguments. Both print on standard output and return the exit status. */
int runner_help_command(int argc, char **argv);
int runner_version_command(int argc, char **argv);

#endif
