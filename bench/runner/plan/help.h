/* SPDX-License-Identifier: MIT */
/* Prints the texts of `corolab help` and `corolab --version`. A new option or command is described here. */
#ifndef BENCH_RUNNER_PLAN_HELP_H
#define BENCH_RUNNER_PLAN_HELP_H

/* Both print on standard output and return the exit status. */
int runner_help_print(void);
int runner_help_print_version(void);

#endif
